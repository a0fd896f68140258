package dev.stitch.launch.schedule;

import dev.stitch.store.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The times at which a schedule is due, without jitter: the same that Temporal comes to. */
public interface DueTimes {

  /** The first time after another; empty when there is none in this century. */
  Optional<Instant> after(Instant time);

  /**
   * The times of a schedule.
   *
   * @throws IllegalArgumentException saying for people what is wrong with its cron expression
   */
  static DueTimes of(Timing timing) {
    return timing.cron() == null
        ? every(timing.every())
        : new CronTimes(CronFields.parse(timing.cron()), timing.zone());
  }

  /** Counted from 1970 in UTC, so that a change of anything else moves no time. */
  private static DueTimes every(Duration interval) {
    long seconds = interval.toSeconds();
    return time ->
        Optional.of(
            Instant.ofEpochSecond((Math.floorDiv(time.getEpochSecond(), seconds) + 1) * seconds));
  }

  /** The next times after another, at most {@code limit}. */
  default List<Instant> after(Instant time, int limit) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> next = after(time);
    while (next.isPresent() && times.size() < limit) {
      times.add(next.get());
      next = after(next.get());
    }
    return times;
  }

  /** The times from one to another, both included, at most {@code limit}. */
  default List<Instant> between(Instant from, Instant to, int limit) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> next = after(from.minusNanos(1));
    while (next.isPresent() && !next.get().isAfter(to) && times.size() < limit) {
      times.add(next.get());
      next = after(next.get());
    }
    return times;
  }
}
