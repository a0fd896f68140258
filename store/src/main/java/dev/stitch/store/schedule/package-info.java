/**
 * Schedules: what is to run when, what became of each time, and what Temporal is still to be told.
 * Tables {@code scheduled_jobs}, {@code scheduled_fires}, {@code schedule_orders}.
 */
package dev.stitch.store.schedule;
