package dev.stitch.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.Tries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares windows around clock changes with somebody who watches the clock for weeks. */
class BusinessWindowTest {

  private static final int WINDOWS = 3_000;
  private static final Instant FIRST = Instant.parse("2005-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2035-01-01T00:00:00Z");

  /** Shifts of an hour, of half an hour and of a whole day; around Ramadan; at midnight; none. */
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "Africa/Casablanca",
          "Africa/Cairo",
          "America/Havana",
          "America/Santiago",
          "Asia/Beirut",
          "Pacific/Apia",
          "Asia/Kathmandu",
          "UTC");

  @Test
  void aWindowIsOpenWhenAWatcherOfAClockThatIsNeverTurnedBackSaysSo() {
    long seed = Long.getLong("stitch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < Tries.of(WINDOWS); i++) {
      ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      LocalDateTime wall = wallClockNearAChange(zone.getRules(), random);
      BusinessWindow window =
          new BusinessWindow(
              days(random),
              wall.toLocalTime(),
              wall.toLocalTime().plusMinutes(minutes(random, 180, 24 * 60)),
              zone);
      Instant earliest =
          wall.atZone(zone)
              .toInstant()
              .plus(Duration.ofMinutes(minutes(random, 240, 4_000) - minutes(random, 120, 4_000)));

      assertThat(window.next(earliest, 0))
          .as("seed %d, window %d: %s from %s", seed, i, window, earliest)
          .isEqualTo(watched(window, earliest));
    }
  }

  /** Few, more often than not: what is special happens around the change. */
  private static int minutes(Random random, int few, int many) {
    return random.nextInt(random.nextInt(4) == 0 ? many : few);
  }

  /** A whole minute within two hours of a change of the clocks, by the clock before or after it. */
  private static LocalDateTime wallClockNearAChange(ZoneRules rules, Random random) {
    Instant moment =
        FIRST.plusSeconds(random.nextLong(Duration.between(FIRST, LAST).toSeconds()) / 60 * 60);
    ZoneOffsetTransition change = rules.nextTransition(moment);
    LocalDateTime wall =
        change == null
            ? LocalDateTime.ofInstant(moment, rules.getOffset(moment))
            : random.nextBoolean() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    return wall.plusMinutes(random.nextInt(240) - 120);
  }

  private static Set<DayOfWeek> days(Random random) {
    Set<DayOfWeek> some =
        Arrays.stream(DayOfWeek.values())
            .filter(day -> random.nextInt(3) == 0)
            .collect(Collectors.toSet());
    return some.isEmpty() ? Set.of(DayOfWeek.of(1 + random.nextInt(7))) : some;
  }

  /** Looks at the clock each minute, and ignores what it shows while it shows less than before. */
  private static Instant watched(BusinessWindow window, Instant earliest) {
    Instant moment = earliest.minus(Duration.ofDays(3));
    LocalDateTime shown = LocalDateTime.MIN;
    while (true) {
      LocalDateTime wall = LocalDateTime.ofInstant(moment, window.zone());
      shown = wall.isAfter(shown) ? wall : shown;
      if (!moment.isBefore(earliest) && isOpen(window, shown)) {
        return moment;
      }
      moment = moment.plus(Duration.ofMinutes(1));
    }
  }

  private static boolean isOpen(BusinessWindow window, LocalDateTime shown) {
    return isOpenSince(window, shown.toLocalDate(), shown)
        || isOpenSince(window, shown.toLocalDate().minusDays(1), shown);
  }

  private static boolean isOpenSince(BusinessWindow window, LocalDate day, LocalDateTime shown) {
    LocalTime from = window.from();
    LocalTime to = window.to();
    LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
    return window.days().contains(day.getDayOfWeek())
        && !shown.isBefore(day.atTime(from))
        && shown.isBefore(lastDay.atTime(to));
  }
}
