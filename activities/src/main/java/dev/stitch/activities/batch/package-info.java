/**
 * Works off runs with many pages or items, a slice at a time: what each slice brings, its steps,
 * its counts and its new position are one transaction, so that a slice that is done twice or is
 * killed anywhere leaves neither gap nor duplicate. Implements {@code
 * dev.stitch.port.BatchActivities} over {@code dev.stitch.store.batch}. Start at {@code BatchWork}.
 */
package dev.stitch.activities.batch;
