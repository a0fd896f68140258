/**
 * Bulk operations: starting, following, pausing and cancelling them. Their workflow is {@code
 * dev.stitch.bulk}; seeding, which makes them, is {@code dev.stitch.api.run}.
 */
package dev.stitch.api.bulk;
