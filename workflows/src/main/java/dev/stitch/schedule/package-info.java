/**
 * What Temporal starts when a schedule is due. It accepts the run by {@code
 * port.ScheduleActivities} and lives as long as that run, so that Temporal's own overlap policies
 * hold.
 */
@NullMarked
package dev.stitch.schedule;

import org.jspecify.annotations.NullMarked;
