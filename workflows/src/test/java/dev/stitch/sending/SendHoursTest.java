package dev.stitch.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stitch.json.JsonCodec;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows and quiet hours by example, around changes of the clocks too. */
class SendHoursTest {

  private static final String OFFICE =
      "{'days': ['mon', 'tue', 'wed', 'thu', 'fri'], 'from': '09:00', 'to': '17:00'}";

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource({
    // inside, at the edges, at night and over a weekend
    "Europe/Zurich, 2026-03-02T09:30:00Z, 2026-03-02T09:30:00Z",
    "Europe/Zurich, 2026-03-02T08:00:00Z, 2026-03-02T08:00:00Z",
    "Europe/Zurich, 2026-03-02T16:00:00Z, 2026-03-03T08:00:00Z",
    "Europe/Zurich, 2026-03-06T22:00:00Z, 2026-03-09T08:00:00Z",
    // the clocks go forward on Sunday, so Monday's nine o'clock comes an hour earlier
    "Europe/Zurich, 2026-03-27T20:00:00Z, 2026-03-30T07:00:00Z",
    // half an hour back on 5 April 2026
    "Australia/Lord_Howe, 2026-04-03T12:00:00Z, 2026-04-05T22:30:00Z",
    "Australia/Lord_Howe, 2026-03-27T12:00:00Z, 2026-03-29T22:00:00Z",
    // five hours and three quarters ahead, and no change
    "Asia/Kathmandu, 2026-03-02T00:00:00Z, 2026-03-02T03:15:00Z",
    "America/Sao_Paulo, 2026-03-02T00:00:00Z, 2026-03-02T12:00:00Z",
    "Asia/Kolkata, 2026-10-31T00:00:00Z, 2026-11-02T03:30:00Z",
  })
  void mailOutsideOfOfficeHoursWaitsForTheNextOnes(String zone, Instant earliest, Instant expected)
      throws Exception {
    assertThat(hours(OFFICE, zone).next(earliest, 0)).isEqualTo(expected);
  }

  @Test
  void whatTheClocksJumpOverNeverOpens() throws Exception {
    // On 29 March 2026 the hour from two to three does not come in Zurich.
    SendHours night = hours("{'from': '02:15', 'to': '02:45'}", "Europe/Zurich");

    assertThat(night.next(Instant.parse("2026-03-28T12:00:00Z"), 0))
        .isEqualTo(Instant.parse("2026-03-30T00:15:00Z"));
  }

  @Test
  void anHourThatComesTwiceOpensTwice() throws Exception {
    // On 25 October 2026 the hour from two to three comes twice in Zurich.
    SendHours night = hours("{'from': '02:15', 'to': '02:45'}", "Europe/Zurich");

    assertThat(night.next(Instant.parse("2026-10-25T00:45:00Z"), 0))
        .isEqualTo(Instant.parse("2026-10-25T01:15:00Z"));
  }

  @Test
  void eachBlockOpensOnItsDays() throws Exception {
    SendHours blocks =
        hours(
            """
            {'blocks': [{'days': ['mon'], 'from': '09:00', 'to': '11:00'},
                        {'days': ['mon', 'wed'], 'from': '14:00', 'to': '15:00'}]}
            """,
            "UTC");

    assertThat(blocks.next(Instant.parse("2026-03-02T11:00:00Z"), 0))
        .isEqualTo(Instant.parse("2026-03-02T14:00:00Z"));
    assertThat(blocks.next(Instant.parse("2026-03-02T15:00:00Z"), 0))
        .isEqualTo(Instant.parse("2026-03-04T14:00:00Z"));
    assertThat(blocks.next(Instant.parse("2026-03-04T15:00:00Z"), 0))
        .isEqualTo(Instant.parse("2026-03-09T09:00:00Z"));
  }

  @Test
  void nothingLeavesOnAHolidayNotEvenAfterTheMidnightBeforeIt() throws Exception {
    SendHours late =
        hours("{'from': '20:00', 'to': '02:00', 'holidays': ['2026-12-25', '2026-12-26']}", "UTC");

    assertThat(late.next(Instant.parse("2026-12-24T23:59:59Z"), 0))
        .isEqualTo(Instant.parse("2026-12-24T23:59:59Z"));
    // The night that follows a holiday is the next day's, and that is none.
    assertThat(late.next(Instant.parse("2026-12-25T00:30:00Z"), 0))
        .isEqualTo(Instant.parse("2026-12-27T00:00:00Z"));
    assertThat(late.next(Instant.parse("2026-12-27T02:00:00Z"), 0))
        .isEqualTo(Instant.parse("2026-12-27T20:00:00Z"));
  }

  @Test
  void whoWaitsForTheOpeningIsSpreadOverItsFirstMinutes() throws Exception {
    Instant night = Instant.parse("2026-03-02T02:00:00Z");
    Instant nine = Instant.parse("2026-03-02T09:00:00Z");

    assertThat(hours(OFFICE, "UTC").next(night, 0.5)).isEqualTo(nine.plusSeconds(450));
    assertThat(hours("{'from': '09:00', 'to': '09:01'}", "UTC").next(night, 0.999))
        .as("never past the closing")
        .isBetween(nine, nine.plusSeconds(60));
    assertThat(new HoursGate(hours(OFFICE, "UTC"), "a", null, "").next(night))
        .as("by the key, the same each time")
        .isEqualTo(new HoursGate(hours(OFFICE, "UTC"), "a", null, "").next(night))
        .isNotEqualTo(new HoursGate(hours(OFFICE, "UTC"), "b", null, "").next(night));
  }

  @Test
  void quietHoursGoOverMidnight() {
    SendHours awake =
        SendHours.outside(LocalTime.of(21, 0), LocalTime.of(8, 0), ZoneId.of("Asia/Kathmandu"));

    assertThat(awake.next(Instant.parse("2026-03-02T15:14:00Z"), 0))
        .isEqualTo(Instant.parse("2026-03-02T15:14:00Z"));
    assertThat(awake.next(Instant.parse("2026-03-02T15:15:00Z"), 0))
        .isEqualTo(Instant.parse("2026-03-03T02:15:00Z"));
  }

  @Test
  void aContactWithoutAUsableZoneHasTheUsualOne() {
    ZoneId usual = ZoneId.of("Europe/Zurich");

    assertThat(SendHours.zoneOf(null, usual)).isEqualTo(usual);
    assertThat(SendHours.zoneOf(" ", usual)).isEqualTo(usual);
    assertThat(SendHours.zoneOf("Moon/Tycho", usual)).isEqualTo(usual);
    assertThat(SendHours.zoneOf("Asia/Kathmandu", usual)).isEqualTo(ZoneId.of("Asia/Kathmandu"));
  }

  @Test
  void aYearOfHolidaysEndsSomewhen() throws Exception {
    StringBuilder days = new StringBuilder();
    for (int week = 0; week < 52; week++) {
      days.append(week == 0 ? "'" : ", '")
          .append(LocalDate.of(2026, 1, 5).plusWeeks(week))
          .append("'");
    }

    SendHours mondays = hours("{'days': ['mon'], 'holidays': [" + days + "]}", "UTC");

    assertThat(mondays.next(Instant.parse("2026-01-01T00:00:00Z"), 0))
        .isEqualTo(Instant.parse("2027-01-04T00:00:00Z"));
  }

  @Test
  void whatIsNoWindowIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours("{'days': ['monday']}", "UTC"))
        .withMessageContaining("monday");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours("{'from': '9 am'}", "UTC"))
        .withMessageContaining("'from' is '9 am'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours("{'holidays': ['2026-02-30']}", "UTC"))
        .withMessageContaining("2026-02-30");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> hours("{'timezone': 'Moon/Tycho'}", "UTC"))
        .withMessageContaining("Moon/Tycho");
    assertThatIllegalArgumentException().isThrownBy(() -> hours("{'days': []}", "UTC"));
  }

  @Test
  void rampingUpAddsOnSendingDaysUpToTheMost() {
    RampUp byTen = new RampUp(20, 10, false, 45);
    RampUp byHalf = new RampUp(3, 50, true, 1_000);

    assertThat(Stream.of(0, 1, 2, 3, 100_000).map(byTen::perDay))
        .containsExactly(20, 30, 40, 45, 45);
    assertThat(Stream.of(0, 1, 2, 3, 100_000).map(byHalf::perDay))
        .containsExactly(3, 5, 8, 12, 1_000);
    assertThat(new RampUp(1, 1, true, 5).perDay(2)).as("parts count as one").isEqualTo(3);
  }

  @Test
  void peopleGetVariantsByWeightAndAlwaysTheSame() {
    var variants =
        List.of(new MailVariant("a", 1), new MailVariant("b", 3), new MailVariant("never", 0));
    int b = 0;
    for (int person = 0; person < 4_000; person++) {
      String chosen = MailVariant.choose(variants, "person " + person).name();
      assertThat(MailVariant.choose(variants, "person " + person).name()).isEqualTo(chosen);
      assertThat(chosen).isNotEqualTo("never");
      b += chosen.equals("b") ? 1 : 0;
    }
    assertThat(b).isBetween(2_850, 3_150);
  }

  private static SendHours hours(String window, String zone) throws JsonProcessingException {
    return SendHours.read(
        JsonCodec.MAPPER.readTree(window.replace('\'', '"')),
        zone.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(zone));
  }
}
