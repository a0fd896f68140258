/**
 * Bulk operations as rows: what they were asked to do and how far they are. Their entities are in
 * {@code dev.stitch.store.journey}; the workflow that carries them out is {@code dev.stitch.bulk}.
 */
package dev.stitch.store.bulk;
