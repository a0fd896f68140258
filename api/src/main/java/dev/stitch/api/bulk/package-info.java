/**
 * Bulk operations: acts on many, and following, pausing and cancelling operations of any kind.
 * Their workflow is {@code dev.stitch.bulk}; seeding, which makes them, too, is {@code
 * dev.stitch.api.run}.
 */
package dev.stitch.api.bulk;
