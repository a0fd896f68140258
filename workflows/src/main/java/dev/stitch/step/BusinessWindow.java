package dev.stitch.step;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hours of the days on which something may happen, by a clock that is never turned back: where
 * a time comes twice, the window opens and closes at the first; where it is jumped over, at the
 * jump.
 *
 * @param days days on which the window opens
 * @param from when it opens
 * @param to when it closes; at or before {@code from} it is the next day's time, and 00:00 midnight
 */
record BusinessWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

  /**
   * Most that a start is put off after opening, so that not all who waited for it start at once.
   */
  static final Duration SPREAD = Duration.ofHours(1);

  /**
   * Longer than any run of days without an opening: a week, another one where the clocks jump over
   * the only opening of it, and yesterday.
   */
  private static final int HORIZON_DAYS = 22;

  BusinessWindow {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("the window has no days");
    }
  }

  private record Opening(Instant from, Instant to) {}

  /**
   * The first allowed moment at or after {@code earliest}: that moment itself inside the window,
   * else soon after the next opening.
   *
   * @param fraction where in the spread after the opening, from 0 up to 1
   */
  Instant next(Instant earliest, double fraction) {
    // The window of the day before may still be open after midnight.
    LocalDate day = earliest.atZone(zone).toLocalDate().minusDays(1);
    for (int i = 0; i < HORIZON_DAYS; i++) {
      Optional<Opening> opening = opening(day.plusDays(i));
      if (opening.isPresent() && earliest.isBefore(opening.get().to())) {
        return earliest.isBefore(opening.get().from()) ? spread(opening.get(), fraction) : earliest;
      }
    }
    throw new IllegalStateException("a window opens at least once a week");
  }

  private static Instant spread(Opening opening, double fraction) {
    Duration length = Duration.between(opening.from(), opening.to());
    long limit = Math.min(length.toSeconds(), SPREAD.toSeconds());
    return opening.from().plusSeconds((long) (limit * fraction));
  }

  /** Empty when the day is no window day, or the clocks jump over the whole window. */
  private Optional<Opening> opening(LocalDate day) {
    if (!days.contains(day.getDayOfWeek())) {
      return Optional.empty();
    }
    boolean overnight = !to.isAfter(from);
    Instant opens = instant(day.atTime(from));
    Instant closes = instant((overnight ? day.plusDays(1) : day).atTime(to));
    return opens.isBefore(closes) ? Optional.of(new Opening(opens, closes)) : Optional.empty();
  }

  /** When the clocks first show this time or a later one. */
  private Instant instant(LocalDateTime wall) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(wall);
    return offsets.isEmpty()
        ? zone.getRules().getTransition(wall).getInstant()
        : wall.toInstant(offsets.getFirst());
  }
}
