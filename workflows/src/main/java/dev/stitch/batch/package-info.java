/**
 * Runs that work off many pages or items in slices: syncs, enrichments, searches and prunings. The
 * machine decides when the next slice begins, and the driver carries that out; what a slice does is
 * behind {@code dev.stitch.port.BatchActivities}, and its rows are in {@code
 * dev.stitch.store.batch}.
 */
@NullMarked
package dev.stitch.batch;

import org.jspecify.annotations.NullMarked;
