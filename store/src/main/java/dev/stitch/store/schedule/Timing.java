package dev.stitch.store.schedule;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * When a schedule is due; it has exactly one of the first two.
 *
 * @param cron five fields
 * @param every whole seconds, counted from the beginning of 1970 in UTC
 * @param zone in which {@code cron} is read
 * @param jitter how much later at most a run begins, at random; whole seconds
 */
public record Timing(
    @Nullable String cron, @Nullable Duration every, ZoneId zone, Duration jitter) {}
