package dev.stitch.api.analytics;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.page.WholeDay;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The days that a report is about, in UTC, both included.
 *
 * @param from the first
 * @param to the last
 */
record Days(LocalDate from, LocalDate to) {

  /** How many days a report goes back where nothing is said. */
  private static final int USUAL = 30;

  static final int MOST = 366;

  /**
   * Reads them.
   *
   * @param from a date; null for {@value #USUAL} days up to the last
   * @param to a date; null for today
   * @throws ApiProblem 400 for what is no date, 422 for days that are too many or in no order
   */
  static Days read(@Nullable String from, @Nullable String to, LocalDate today) {
    LocalDate last = to == null ? today : WholeDay.read("/to", to);
    LocalDate first = from == null ? last.minusDays(USUAL - 1) : WholeDay.read("/from", from);
    if (first.isAfter(last)) {
      throw ApiProblem.invalid("/from", "must not be after the last day, " + last);
    }
    if (ChronoUnit.DAYS.between(first, last) >= MOST) {
      throw ApiProblem.invalid("/from", "must be at most " + MOST + " days before the last day");
    }
    return new Days(first, last);
  }

  /** When the first day begins. */
  Instant begin() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** When the last day is over. */
  Instant end() {
    return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
