/**
 * Schedules: keeps Temporal's in line with our rows, says when they are due, and accepts what is
 * due by the same code as routes do. Start at {@code ScheduleSync} and {@code ScheduledRuns}.
 */
package dev.stitch.launch.schedule;
