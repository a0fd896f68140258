package dev.stitch.api.schedule;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.schedule.DueTimes;
import dev.stitch.store.schedule.Timing;
import java.time.Instant;
import java.util.List;

/** Checks what a client wants made up for. */
final class BackfillRules {

  /** Temporal holds as many that wait for each other. */
  private static final int MOST = 1_000;

  private BackfillRules() {}

  /**
   * The times that a backfill makes up for.
   *
   * @throws ApiProblem 422 when there are none, or too many
   */
  static Backfill checked(BackfillRequest request, Timing timing, Instant now) {
    if (request.from() == null) {
      throw ApiProblem.invalid("/from", "is required: the first time that counts");
    }
    if (request.to() == null) {
      throw ApiProblem.invalid("/to", "is required: the last time that counts");
    }
    if (request.from().isBefore(Instant.EPOCH)) {
      throw ApiProblem.invalid("/from", "must not be before 1970");
    }
    if (request.to().isBefore(request.from())) {
      throw ApiProblem.invalid("/to", "must not be before from");
    }
    if (request.to().isAfter(now)) {
      throw ApiProblem.invalid("/to", "must not be in the future: these times come by themselves");
    }
    List<Instant> times = DueTimes.of(timing).between(request.from(), request.to(), MOST + 1);
    if (times.isEmpty()) {
      throw ApiProblem.invalid("/from", "the schedule has no time from then to " + request.to());
    }
    if (times.size() > MOST) {
      throw ApiProblem.invalid(
          "/to",
          "there are more than %,d times until then; the last that fits is %s"
              .formatted(MOST, times.get(MOST - 1)));
    }
    return Backfill.of(times);
  }
}
