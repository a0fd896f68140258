/**
 * Bulk operations as rows: what they were asked to do and how far they are. What an act on many is
 * about is judged and kept here, too; the entities of a seeding are in {@code
 * dev.stitch.store.journey}; the workflow that carries them out is {@code dev.stitch.bulk}.
 */
package dev.stitch.store.bulk;
