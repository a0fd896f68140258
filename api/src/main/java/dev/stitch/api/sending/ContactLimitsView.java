package dev.stitch.api.sending;

import dev.stitch.store.sending.ContactLimits;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * What one person may be sent, over all journeys and templates.
 *
 * @param limits all of them hold
 * @param quietHours when nobody is written to, in the time zone of each person; null for never
 * @param defaultTimezone the zone of people whose own is not known
 * @param updatedBy who set it; null when nobody has
 */
record ContactLimitsView(
    List<Limit> limits,
    @Nullable QuietHours quietHours,
    String defaultTimezone,
    @Nullable String updatedBy,
    Instant updatedAt) {

  /** At most so many messages in any stretch of so long, an ISO 8601 duration. */
  record Limit(String channel, int max, String period) {}

  /** From one time of the day to another, which is the next day's where it is earlier. */
  record QuietHours(String from, String to) {}

  static ContactLimitsView of(ContactLimits limits) {
    ContactLimits.QuietHours quiet = limits.quietHours();
    return new ContactLimitsView(
        limits.limits().stream()
            .map(limit -> new Limit(limit.channel(), limit.max(), limit.periodText()))
            .toList(),
        quiet == null ? null : new QuietHours(quiet.from().toString(), quiet.to().toString()),
        limits.defaultTimezone().getId(),
        limits.updatedBy(),
        limits.updatedAt());
  }
}
