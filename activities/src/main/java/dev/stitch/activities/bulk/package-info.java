/**
 * Starting journeys: of a bulk operation's entities page by page, and of single ones for the
 * reconciler. Implements {@code dev.stitch.port.BulkActivities} over {@code dev.stitch.store}.
 */
package dev.stitch.activities.bulk;
