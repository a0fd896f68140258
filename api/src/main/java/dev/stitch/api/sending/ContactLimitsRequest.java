package dev.stitch.api.sending;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.model.Durations;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.SendRate;
import io.micronaut.core.annotation.Nullable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one person may be sent, over all journeys and templates. What is not said is not limited.
 *
 * @param limits at most 10; all of them hold
 * @param quietHours when nobody is written to, in the time zone of each person
 * @param defaultTimezone the zone of people whose own is not known, e.g. {@code Europe/Zurich}; UTC
 *     when left out
 */
record ContactLimitsRequest(
    @Nullable List<@Nullable Limit> limits,
    @Nullable QuietHours quietHours,
    @Nullable String defaultTimezone) {

  private static final int MOST_LIMITS = 10;

  private static final Duration SHORTEST_PERIOD = Duration.ofMinutes(1);

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

  /**
   * At most so many messages in any stretch of so long.
   *
   * @param channel {@code email}
   * @param max 1 to 1,000,000
   * @param period an ISO 8601 duration from PT1M to P31D
   */
  record Limit(@Nullable String channel, @Nullable Integer max, @Nullable String period) {}

  /**
   * From one time of the day to another, which is the next day's where it is earlier.
   *
   * @param from e.g. {@code 21:00}
   * @param to e.g. {@code 08:00}; not the same as {@code from}
   */
  record QuietHours(@Nullable String from, @Nullable String to) {}

  /**
   * The same, checked.
   *
   * @throws ApiProblem 422 when something of it is not possible
   */
  ContactLimits checked(String actor) {
    List<Fault> faults = new ArrayList<>();
    List<ContactLimits.Limit> checked = limits(faults);
    ContactLimits.QuietHours quiet = quietHours == null ? null : quiet(quietHours, faults);
    ZoneId zone = zone(faults);
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return new ContactLimits(checked, quiet, zone, actor, Instant.now());
  }

  private List<ContactLimits.Limit> limits(List<Fault> faults) {
    List<ContactLimits.Limit> checked = new ArrayList<>();
    if (limits == null) {
      return checked;
    }
    if (limits.size() > MOST_LIMITS) {
      faults.add(new Fault("/limits", "must be at most " + MOST_LIMITS));
      return checked;
    }
    Set<Duration> periods = new HashSet<>();
    for (int i = 0; i < limits.size(); i++) {
      String pointer = "/limits/" + i;
      Limit limit = limits.get(i);
      if (limit == null) {
        faults.add(new Fault(pointer, "must be an object with channel, max and period"));
        continue;
      }
      if (!ContactLimits.EMAIL.equals(limit.channel())) {
        faults.add(new Fault(pointer + "/channel", "must be email"));
      }
      if (limit.max() == null || limit.max() < 1 || limit.max() > SendRate.MOST) {
        faults.add(new Fault(pointer + "/max", "must be from 1 to " + SendRate.MOST));
      }
      Duration period = period(limit.period(), pointer + "/period", faults);
      if (period != null && !periods.add(period)) {
        faults.add(new Fault(pointer + "/period", "is said twice; keep one of the two"));
      } else if (period != null && limit.max() != null) {
        checked.add(
            new ContactLimits.Limit(ContactLimits.EMAIL, limit.max(), period, limit.period()));
      }
    }
    return checked;
  }

  private static @Nullable Duration period(
      @Nullable String text, String pointer, List<Fault> faults) {
    if (text == null) {
      faults.add(new Fault(pointer, "is missing; set it, e.g. to P1D"));
      return null;
    }
    try {
      Duration period = Durations.parse(text);
      if (period.compareTo(SHORTEST_PERIOD) >= 0
          && period.compareTo(ContactLimits.LONGEST_PERIOD) <= 0) {
        return period;
      }
      faults.add(new Fault(pointer, "must be from PT1M to P31D"));
    } catch (IllegalArgumentException e) {
      faults.add(new Fault(pointer, e.getMessage()));
    }
    return null;
  }

  private static ContactLimits.@Nullable QuietHours quiet(QuietHours said, List<Fault> faults) {
    LocalTime from = time(said.from(), "/quietHours/from", faults);
    LocalTime to = time(said.to(), "/quietHours/to", faults);
    if (from == null || to == null) {
      return null;
    }
    if (from.equals(to)) {
      faults.add(new Fault("/quietHours/to", "must not be the same as from"));
    }
    return new ContactLimits.QuietHours(from, to);
  }

  private static @Nullable LocalTime time(
      @Nullable String text, String pointer, List<Fault> faults) {
    if (text == null || !TIME.matcher(text).matches()) {
      faults.add(new Fault(pointer, "must be a time of the day like 21:00"));
      return null;
    }
    return LocalTime.parse(text);
  }

  private ZoneId zone(List<Fault> faults) {
    try {
      return ZoneId.of(defaultTimezone == null ? "UTC" : defaultTimezone);
    } catch (DateTimeException e) {
      faults.add(new Fault("/defaultTimezone", "must be a name like Europe/Zurich"));
      return ZoneId.of("UTC");
    }
  }
}
