/**
 * What schedules have workers do: accepting what is due, and keeping Temporal's schedules as our
 * rows say. Both are done by {@code dev.stitch.launch.schedule}.
 */
package dev.stitch.activities.schedule;
