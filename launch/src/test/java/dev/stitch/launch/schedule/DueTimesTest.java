package dev.stitch.launch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.store.schedule.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When schedules are due; e2e compares the same with Temporal itself. */
class DueTimesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 9 * * *            | 2026-03-01T09:00:00Z",
        "*/15 * * * *         | 2026-03-01T08:15:00Z",
        "5/20 8 * * *         | 2026-03-01T08:05:00Z",
        "0 0 1,15 * *         | 2026-03-15T00:00:00Z",
        "0 12 * * MON-FRI     | 2026-03-02T12:00:00Z",
        "0 12 * * sun         | 2026-03-01T12:00:00Z",
        "0 12 * * 7           | 2026-03-01T12:00:00Z",
        "0 12 * * 5-7         | 2026-03-01T12:00:00Z",
        "0 12 13 * FRI        | 2026-03-13T12:00:00Z",
        "0 0 29 2 *           | 2028-02-29T00:00:00Z",
        "0 0 29 FEB MON       | 2044-02-29T00:00:00Z",
        "59 23 31 DEC *       | 2026-12-31T23:59:00Z",
      })
  void aCronExpressionIsDueAtItsNextTime(String cron, Instant next) {
    assertThat(cron(cron, "UTC").after(Instant.parse("2026-03-01T08:00:00Z"))).contains(next);
  }

  @Test
  void aTimeThatTheClockLeavesOutIsLeftOut() {
    assertThat(cron("30 2 * * *", "Europe/Berlin").after(Instant.parse("2026-03-28T00:00:00Z"), 3))
        .extracting(Instant::toString)
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z");
  }

  /** Odd, and Temporal's: it takes the second of two hours of one name for the only one. */
  @Test
  void inTheHourThatTheClockShowsTwiceATimeIsDueWhenTemporalHasIt() {
    assertThat(cron("30 2 * * *", "Europe/Berlin").after(Instant.parse("2026-10-24T12:00:00Z"), 2))
        .extracting(Instant::toString)
        .containsExactly("2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(
            cron("30 1 * * *", "America/New_York").after(Instant.parse("2026-10-31T12:00:00Z"), 3))
        .extracting(Instant::toString)
        .containsExactly("2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-11-02T06:30:00Z");
  }

  @Test
  void anIntervalIsCountedFrom1970WhateverTheClockShows() {
    DueTimes times =
        DueTimes.of(
            new Timing(null, Duration.ofHours(8), ZoneId.of("Europe/Berlin"), Duration.ZERO));

    assertThat(times.after(Instant.parse("2026-03-28T23:59:59.5Z"), 2))
        .extracting(Instant::toString)
        .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T08:00:00Z");
    assertThat(times.after(Instant.parse("2026-03-29T00:00:00Z"), 1))
        .extracting(Instant::toString)
        .containsExactly("2026-03-29T08:00:00Z");
  }

  @Test
  void bothEndsOfASpanCount() {
    Instant nine = Instant.parse("2026-03-01T09:00:00Z");

    List<Instant> times = cron("0 9 * * *", "UTC").between(nine, nine.plus(Duration.ofDays(2)), 10);

    assertThat(times).hasSize(3).startsWith(nine);
    assertThat(cron("0 9 * * *", "UTC").between(nine, nine.plus(Duration.ofDays(9)), 4)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 30 2 *", "0 0 31 4,6,9,11 *"})
  void aDayThatNoYearHasIsNeverDue(String cron) {
    assertThat(cron(cron, "UTC").after(Instant.EPOCH)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "@hourly",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "5-1 * * * *",
        "*/0 * * * *",
        "a * * * *",
        "* * L * *",
        "* * * * MON#1",
        "* * * FOO *",
        "1,,2 * * * *",
        "-1 * * * *"
      })
  void whatIsNoCronExpressionIsRefusedInWords(String cron) {
    assertThatThrownBy(() -> cron(cron, "UTC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("(?s).{5,300}");
  }

  private static DueTimes cron(String cron, String zone) {
    return DueTimes.of(new Timing(cron, null, ZoneId.of(zone), Duration.ZERO));
  }
}
