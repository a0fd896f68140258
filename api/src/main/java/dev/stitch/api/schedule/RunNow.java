package dev.stitch.api.schedule;

import java.time.Instant;

/**
 * A run besides the times of a schedule.
 *
 * @param fireTime the time by which {@code lastRuns} has it once it has begun
 */
record RunNow(Instant fireTime) {}
