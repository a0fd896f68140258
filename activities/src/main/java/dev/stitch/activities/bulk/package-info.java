/**
 * Bulk operations page by page: seedings, which start journeys (single ones for the reconciler,
 * too), and acts on many. Implements {@code dev.stitch.port.BulkActivities} over {@code
 * dev.stitch.store}.
 */
package dev.stitch.activities.bulk;
