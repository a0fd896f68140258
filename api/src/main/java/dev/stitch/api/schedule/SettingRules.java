package dev.stitch.api.schedule;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.launch.request.BoundedJson;
import dev.stitch.launch.schedule.DueTimes;
import dev.stitch.model.Durations;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.schedule.Overlap;
import dev.stitch.store.schedule.ScheduledJob.Settings;
import dev.stitch.store.schedule.Timing;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Checks what a client wants of a schedule, but for its target, which its route's code checks. */
final class SettingRules {

  private static final int MAX_NAME = 200;
  private static final Duration SHORTEST_EVERY = Duration.ofMinutes(1);
  private static final Duration LONGEST_EVERY = Duration.ofDays(366);
  private static final Duration LONGEST_JITTER = Duration.ofDays(1);

  /** Temporal takes no less. */
  private static final Duration SHORTEST_CATCHUP = Duration.ofSeconds(10);

  private static final Duration LONGEST_CATCHUP = Duration.ofDays(365);
  private static final Duration USUAL_CATCHUP = Duration.ofHours(1);

  private final List<Fault> faults = new ArrayList<>();

  private SettingRules() {}

  /**
   * What the client wants.
   *
   * @throws ApiProblem 422 with everything that is wrong
   */
  static Settings checked(ScheduleRequest request) {
    return new SettingRules().settings(request);
  }

  /** As {@link #checked}, of the times alone. */
  static Timing checkedTiming(ScheduleRequest request) {
    SettingRules rules = new SettingRules();
    Timing timing = rules.timing(request);
    rules.done();
    return timing;
  }

  private Settings settings(ScheduleRequest request) {
    if (request.name() == null) {
      fault("name", "is required");
    } else if (request.name().length() > MAX_NAME) {
      fault("name", "must be at most " + MAX_NAME + " characters");
    }
    if (request.kind() == null) {
      fault("kind", "is required: flow, template, sync, enrich, search, prune or agent");
    }
    if (request.target() == null) {
      fault("target", "is required: the body of the route that is to be called, with its ids");
    }
    Timing timing = timing(request);
    Duration catchup =
        duration(
            "catchupWindow",
            request.catchupWindow(),
            USUAL_CATCHUP,
            SHORTEST_CATCHUP,
            LONGEST_CATCHUP);
    done();
    BoundedJson.require("/target", request.target(), SizeLimits.RUN_INPUT);
    return new Settings(
        request.name(),
        request.kind(),
        request.target(),
        timing,
        request.overlap() == null ? Overlap.SKIP : request.overlap(),
        catchup,
        Boolean.TRUE.equals(request.paused()));
  }

  private Timing timing(ScheduleRequest request) {
    if ((request.cron() == null) == (request.every() == null)) {
      fault("cron", "name exactly one of cron and every; set the other one to null");
    }
    Duration every =
        request.every() == null
            ? null
            : duration("every", request.every(), null, SHORTEST_EVERY, LONGEST_EVERY);
    Duration jitter =
        duration("jitter", request.jitter(), Duration.ZERO, Duration.ZERO, LONGEST_JITTER);
    Timing timing = new Timing(request.cron(), every, zone(request.timezone()), jitter);
    if (request.cron() != null) {
      requireDue(timing);
    }
    return timing;
  }

  private void requireDue(Timing timing) {
    try {
      if (DueTimes.of(timing).after(Instant.now()).isEmpty()) {
        fault("cron", "is never due: no year of this century has such a day");
      }
    } catch (IllegalArgumentException e) {
      fault("cron", e.getMessage());
    }
  }

  private ZoneId zone(@Nullable String name) {
    if (name == null) {
      return ZoneId.of("UTC");
    }
    if (!ZoneId.getAvailableZoneIds().contains(name) || name.startsWith("SystemV/")) {
      fault("timezone", "is no time zone like Europe/Berlin or UTC");
      return ZoneId.of("UTC");
    }
    return ZoneId.of(name);
  }

  private @Nullable Duration duration(
      String field,
      @Nullable String text,
      @Nullable Duration usual,
      Duration shortest,
      Duration longest) {
    if (text == null) {
      return usual;
    }
    Duration duration;
    try {
      duration = Durations.parse(text);
    } catch (IllegalArgumentException e) {
      fault(field, e.getMessage());
      return usual;
    }
    if (!duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
      fault(field, "must be whole seconds");
    } else if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
      fault(field, "must be from " + shortest + " to " + longest);
    }
    return duration;
  }

  private void fault(String field, String message) {
    faults.add(new Fault("/" + field, message));
  }

  private void done() {
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
  }
}
