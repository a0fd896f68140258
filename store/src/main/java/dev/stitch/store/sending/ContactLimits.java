package dev.stitch.store.sending;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * What one person may be sent, over all journeys and templates.
 *
 * @param limits all of them hold
 * @param quietHours when nobody is written to, in the zone of each person; null for never
 * @param defaultTimezone the zone of people whose own is not known
 * @param updatedBy who set it; null when nobody has
 */
public record ContactLimits(
    List<Limit> limits,
    @Nullable QuietHours quietHours,
    ZoneId defaultTimezone,
    @Nullable String updatedBy,
    Instant updatedAt) {

  /** A month, whose messages are kept in the ledger for as long. */
  public static final Duration LONGEST_PERIOD = Duration.ofDays(31);

  /** The channel that is mail. */
  public static final String EMAIL = "email";

  public ContactLimits {
    limits = List.copyOf(limits);
  }

  /**
   * At most so many messages in any stretch of so long.
   *
   * @param channel {@link #EMAIL}
   * @param period at most {@link #LONGEST_PERIOD}
   * @param periodText as it was said, e.g. {@code P1D}
   */
  public record Limit(String channel, int max, Duration period, String periodText) {}

  /** From one time of the day to another, which is the next day's where it is earlier. */
  public record QuietHours(LocalTime from, LocalTime to) {}
}
