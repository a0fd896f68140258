package dev.stitch.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** How long spending counts against a budget. Days and months are those of UTC. */
public enum BudgetPeriod {
  DAY,
  MONTH,
  TOTAL;

  /** When the next one begins; empty when none does. */
  public Optional<Instant> next(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return switch (this) {
      case DAY -> Optional.of(start(today.plusDays(1)));
      case MONTH -> Optional.of(start(today.withDayOfMonth(1).plusMonths(1)));
      case TOTAL -> Optional.empty();
    };
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
