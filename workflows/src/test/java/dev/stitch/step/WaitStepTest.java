package dev.stitch.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.model.StepException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitStepTest {

  private static final WaitStep WAIT = new WaitStep();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"duration\": \"P3D\"} | 2026-03-05T10:00:00Z",
        "{\"duration\": \"P2W\"} | 2026-03-16T10:00:00Z",
        "{\"until\": \"2026-04-01T08:00:00+02:00\"} | 2026-04-01T06:00:00Z",
        "{\"until\": \"2026-04-01T08:00\"} | 2026-04-01T08:00:00Z",
        "{\"until\": \"2026-04-01\"} | 2026-04-01T00:00:00Z",
        "{\"until\": \"{{input.day}}T09:00:00Z\"} | 2026-03-09T09:00:00Z",
        "{\"until\": \"now + duration('90m')\"} | 2026-03-02T11:30:00Z",
        "{\"until\": \"input.day + 'T07:00:00Z'\"} | 2026-03-09T07:00:00Z",
        "{\"duration\": \"P1D\", \"until\": \"2026-03-02T11:00:00Z\"} | 2026-03-03T10:00:00Z"
      })
  void waitsForATime(String config, String until) throws Exception {
    TestContext context = TestContext.of(WAIT, config).with("input", "{\"day\": \"2026-03-09\"}");
    assertThat(WAIT.execute(context)).isEqualTo(waiting(until));
  }

  @Test
  void aTimeThatHasPassedIsNoWait() throws Exception {
    for (String config :
        new String[] {"{\"duration\": \"PT0S\"}", "{\"until\": \"2020-01-01T00:00:00Z\"}"}) {
      assertThat(WAIT.execute(TestContext.of(WAIT, config))).isEqualTo(StepOutcome.completed(null));
    }
  }

  @Test
  void whatGivesNoMomentFailsWithIt() {
    assertThatThrownBy(() -> WAIT.execute(TestContext.of(WAIT, "{\"until\": \"'soon'\"}")))
        .isInstanceOf(StepException.class)
        .hasMessageContaining("'soon' is not a moment");
  }

  @Test
  void insideTheWindowNobodyIsHeldUp() throws Exception {
    String config = "{\"window\": {\"days\": [\"MO\"], \"from\": \"09:00\", \"to\": \"17:00\"}}";
    assertThat(WAIT.execute(TestContext.of(WAIT, config))).isEqualTo(StepOutcome.completed(null));
    assertThat(WAIT.execute(TestContext.of(WAIT, config).at("2026-03-02T17:00:00Z")))
        .isInstanceOf(StepOutcome.Waiting.class);
  }

  @Test
  void outsideTheWindowEntitiesAreSpreadOverTheFirstHourAlwaysTheSameWay() throws Exception {
    String config =
        "{\"duration\": \"PT12H\", \"window\": {\"days\": [\"MO\",\"TU\",\"WE\",\"TH\",\"FR\"],"
            + " \"from\": \"09:00\", \"to\": \"17:00\", \"timezone\": \"contact\"}}";
    Instant opens = Instant.parse("2026-03-03T08:00:00Z");
    Set<Instant> moments = new TreeSet<>();
    for (int i = 0; i < 1_000; i++) {
      TestContext context =
          TestContext.of(WAIT, config)
              .entity(new UUID(7, i))
              .with("contact", "{\"timezone\": \"Europe/Zurich\"}");
      Instant until = until(WAIT.execute(context));
      assertThat(until).isBetween(opens, opens.plus(Duration.ofHours(1)));
      assertThat(until(WAIT.execute(context))).isEqualTo(until);
      moments.add(until);
    }
    assertThat(moments).hasSizeGreaterThan(700);
  }

  @ParameterizedTest
  @CsvSource({"''", "Nowhere/Land", "null"})
  void aContactWithoutAUsableTimeZoneIsInUtc(String zone) throws Exception {
    String config =
        "{\"window\": {\"from\": \"12:00\", \"to\": \"12:01\", \"timezone\": \"contact\"}}";
    TestContext context =
        TestContext.of(WAIT, config)
            .with("contact", zone.equals("null") ? "{}" : "{\"timezone\": \"" + zone + "\"}");
    assertThat(until(WAIT.execute(context)))
        .isBetween(Instant.parse("2026-03-02T12:00:00Z"), Instant.parse("2026-03-02T12:01:00Z"));
  }

  @ParameterizedTest(name = "{5}")
  @CsvSource({
    "Europe/Zurich, 09:00, 17:00, 2026-03-28T20:00:00Z, 2026-03-29T07:00:00Z, opening an hour earlier in UTC after the clocks go forward",
    "Europe/Zurich, 09:00, 17:00, 2026-10-24T20:00:00Z, 2026-10-25T08:00:00Z, and an hour later after they go back",
    "Europe/Zurich, 02:30, 05:00, 2026-03-28T20:00:00Z, 2026-03-29T01:00:00Z, an opening that is jumped over counts from the jump",
    "Europe/Zurich, 02:10, 02:50, 2026-03-28T20:00:00Z, 2026-03-30T00:10:00Z, a window that is jumped over is not opened that day",
    "Europe/Zurich, 02:30, 04:00, 2026-10-24T20:00:00Z, 2026-10-25T00:30:00Z, an opening that comes twice counts from the first",
    "Europe/Zurich, 01:00, 02:30, 2026-10-25T00:29:00Z, 2026-10-25T00:29:00Z, a window is open until its end comes for the first time",
    "Europe/Zurich, 01:00, 02:30, 2026-10-25T00:30:00Z, 2026-10-26T00:00:00Z, an end that comes twice closes the window the first time",
    "Europe/Zurich, 01:00, 02:30, 2026-10-25T01:15:00Z, 2026-10-26T00:00:00Z, and it stays closed until the end has come again",
    "Europe/Zurich, 02:10, 02:50, 2026-10-25T01:15:00Z, 2026-10-26T01:10:00Z, a window that lies in the repeated hour opens once",
    "Europe/Zurich, 02:50, 03:10, 2026-10-25T01:05:00Z, 2026-10-25T01:05:00Z, a window that goes beyond the repeated hour is open throughout",
    "Europe/Zurich, 22:00, 02:30, 2026-10-25T00:30:00Z, 2026-10-25T21:00:00Z, nor does a night window last until the second time",
    "Australia/Lord_Howe, 01:00, 01:45, 2026-04-04T15:00:00Z, 2026-04-05T14:30:00Z, half an hour that is repeated is no different",
    "America/New_York, 22:00, 02:30, 2026-03-08T06:45:00Z, 2026-03-08T06:45:00Z, a night window lasts until the jump that swallows its end",
    "America/New_York, 22:00, 02:30, 2026-03-08T07:00:00Z, 2026-03-09T02:00:00Z, and not longer",
    "America/Santiago, 00:00, 06:00, 2026-09-05T12:00:00Z, 2026-09-06T04:00:00Z, a midnight that does not exist opens right after",
    "Pacific/Apia, 09:00, 17:00, 2011-12-30T04:00:00Z, 2011-12-30T19:00:00Z, a whole day that does not exist is passed over",
    "Australia/Lord_Howe, 02:15, 03:00, 2026-10-03T10:00:00Z, 2026-10-03T15:30:00Z, half-hour shifts are no different",
    "UTC, 22:00, 06:00, 2026-03-02T03:00:00Z, 2026-03-02T03:00:00Z, after midnight the evening's window is still open",
    "UTC, 00:00, 00:00, 2026-03-02T03:00:00Z, 2026-03-02T03:00:00Z, from midnight to midnight is always open"
  })
  void windowsAreRightAcrossClockChanges(
      String zone, String from, String to, String earliest, String next, String name) {
    BusinessWindow window =
        new BusinessWindow(
            Set.of(java.time.DayOfWeek.values()),
            LocalTime.parse(from),
            LocalTime.parse(to),
            ZoneId.of(zone));
    assertThat(window.next(Instant.parse(earliest), 0)).as(name).isEqualTo(Instant.parse(next));
  }

  @Test
  void aWindowNeverAnswersAnEarlierMomentNorOneThatItWouldMoveAgain() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String[] zones = ZoneId.getAvailableZoneIds().stream().sorted().toArray(String[]::new);
    java.time.DayOfWeek[] days = java.time.DayOfWeek.values();
    for (int i = 0; i < 20_000; i++) {
      BusinessWindow window =
          new BusinessWindow(
              Set.of(days[random.nextInt(7)]),
              LocalTime.of(random.nextInt(24), random.nextInt(60)),
              LocalTime.of(random.nextInt(24), random.nextInt(60)),
              ZoneId.of(zones[random.nextInt(zones.length)]));
      Instant earliest = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(200_000_000));
      Instant next = window.next(earliest, random.nextDouble());
      assertThat(next).as("seed %d: %s", seed, window).isAfterOrEqualTo(earliest);
      assertThat(Duration.between(earliest, next)).isLessThan(Duration.ofDays(15));
      assertThat(window.next(next, 0.5)).as("seed %d: %s", seed, window).isEqualTo(next);
    }
  }

  @Test
  void aWindowThatOpensOnceAWeekIsFoundBeyondAWeekWhoseOpeningIsJumpedOver() {
    BusinessWindow window =
        new BusinessWindow(
            Set.of(java.time.DayOfWeek.SUNDAY),
            LocalTime.of(2, 0),
            LocalTime.of(2, 30),
            ZoneId.of("Europe/Berlin"));

    assertThat(window.next(Instant.parse("2026-03-22T01:30:00Z"), 0))
        .isEqualTo(Instant.parse("2026-04-05T00:00:00Z"));
  }

  private static Instant until(StepOutcome outcome) {
    assertThat(outcome).isInstanceOf(StepOutcome.Waiting.class);
    return ((StepOutcome.Waiting) outcome).on().until();
  }

  private static StepOutcome waiting(String until) {
    return new StepOutcome.Waiting(new Wait.Timer(Instant.parse(until)));
  }
}
