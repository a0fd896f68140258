/**
 * Schedules: their routes, and what they answer. What is due when, and how Temporal is told, is
 * {@code dev.stitch.launch.schedule}; the rows are {@code dev.stitch.store.schedule}.
 */
package dev.stitch.api.schedule;
