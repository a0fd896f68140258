package dev.stitch.schedule;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduled run begins with.
 *
 * @param version of the settings that Temporal had when it was due
 * @param begun what an earlier run of this workflow has begun; null when it is the first
 */
public record ScheduledRunArguments(UUID scheduleId, long version, @Nullable Begun begun) {
  public ScheduledRunArguments {
    Objects.requireNonNull(scheduleId, "scheduleId");
  }

  /** As a schedule in Temporal holds them. */
  public static ScheduledRunArguments of(UUID scheduleId, long version) {
    return new ScheduledRunArguments(scheduleId, version, null);
  }

  /**
   * A run that was accepted.
   *
   * @param fireTime when it was due
   * @param at when it was accepted
   * @param cancelled whether it was asked to end
   */
  public record Begun(Instant fireTime, Instant at, boolean cancelled) {}
}
