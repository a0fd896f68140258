package dev.stitch.store.page;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The first and the last day, in UTC, of what a list shows; null means no end. */
public record Days(@Nullable LocalDate from, @Nullable LocalDate to) {

  public static final Days ALL = new Days(null, null);

  /** Adds: a column of times is within these days. */
  public Filter limit(Filter filter, String column) {
    return filter
        .and(column + " >= ?", from == null ? null : start(from))
        .and(column + " < ?", to == null ? null : start(to.plusDays(1)));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
