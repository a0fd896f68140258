package dev.stitch.launch.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The times that a clock on the wall shows which a cron expression allows. It is read as Temporal's
 * scheduler reads it (server 1.29, {@code scheduler/calendar.go}), since that is what happens: a
 * time that the clock leaves out is left out, and one that it shows twice is due twice.
 */
final class CronTimes implements DueTimes {

  private static final Duration HOUR = Duration.ofHours(1);

  /** Temporal looks no further. */
  private static final int LAST_YEAR = 2100;

  private final CronFields fields;
  private final ZoneId zone;

  CronTimes(CronFields fields, ZoneId zone) {
    this.fields = fields;
    this.zone = zone;
  }

  @Override
  public Optional<Instant> after(Instant time) {
    ZonedDateTime shown = time.atZone(zone);
    boolean again = time.minus(HOUR).atZone(zone).getHour() == shown.getHour();
    Wall wall = new Wall(shown.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES), again);
    wall = nextMinute(wall);
    while (wall.time().getYear() <= LAST_YEAR) {
      LocalDateTime at = wall.time();
      if (!fields.months().get(at.getMonthValue())) {
        wall = Wall.first(at.withDayOfMonth(1).plusMonths(1).truncatedTo(ChronoUnit.DAYS));
      } else if (!isDayAllowed(at)) {
        wall = Wall.first(at.plusDays(1).truncatedTo(ChronoUnit.DAYS));
      } else if (!fields.hours().get(at.getHour())) {
        wall = Wall.first(nextHour(at));
      } else if (!fields.minutes().get(at.getMinute())) {
        wall = nextMinute(wall);
      } else {
        Instant due = instant(at);
        if (due.atZone(zone).getHour() == at.getHour()) {
          return Optional.of(wall.again() ? due.plus(HOUR) : due);
        }
        // The clock leaves this time out.
        wall = new Wall(nextHour(at), wall.again());
      }
    }
    return Optional.empty();
  }

  /**
   * What the clock shows.
   *
   * @param again whether it shows this hour for the second time
   */
  private record Wall(LocalDateTime time, boolean again) {
    static Wall first(LocalDateTime time) {
      return new Wall(time, false);
    }
  }

  private Wall nextMinute(Wall wall) {
    if (wall.time().getMinute() < 59) {
      return new Wall(wall.time().plusMinutes(1), wall.again());
    }
    LocalDateTime hour = wall.time().truncatedTo(ChronoUnit.HOURS);
    LocalDateTime next = hour.plusHours(1);
    boolean repeats = Duration.between(instant(hour), instant(next)).compareTo(HOUR) > 0;
    return repeats && !wall.again() ? new Wall(hour, true) : Wall.first(next);
  }

  private static LocalDateTime nextHour(LocalDateTime time) {
    return time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
  }

  private boolean isDayAllowed(LocalDateTime time) {
    DayOfWeek day = instant(time).atZone(zone).getDayOfWeek();
    return fields.daysOfMonth().get(time.getDayOfMonth())
        && fields.daysOfWeek().get(day.getValue() % 7);
  }

  /** The first time at which the clock shows this; as Go's {@code time.Date}. */
  private Instant instant(LocalDateTime time) {
    Instant inUtc = time.toInstant(ZoneOffset.UTC);
    Instant near = inUtc.minusSeconds(offset(inUtc));
    return inUtc.minusSeconds(offset(near));
  }

  private long offset(Instant time) {
    return zone.getRules().getOffset(time).getTotalSeconds();
  }
}
