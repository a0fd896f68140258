package dev.stitch.api.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits of people over HTTP. */
@Tag("server")
class ContactLimitControllerTest extends ApiTest {

  @Test
  void limitsAndQuietHoursAreSetReadAndLifted() {
    Answer set =
        put(
            "/api/contact-limits",
            json(
                "{'limits':[{'channel':'email','max':2,'period':'P1D'},"
                    + "{'channel':'email','max':5,'period':'P1W'}],"
                    + "'quietHours':{'from':'21:00','to':'08:00'},"
                    + "'defaultTimezone':'Europe/Zurich'}"));

    assertThat(set.status()).as(set.text()).isEqualTo(200);
    Answer read = get("/api/contact-limits");
    assertThat(read.at("/limits").toString())
        .isEqualTo(
            json(
                "[{'channel':'email','max':2,'period':'P1D'},"
                    + "{'channel':'email','max':5,'period':'P1W'}]"));
    assertThat(read.at("/quietHours").toString()).isEqualTo(json("{'from':'21:00','to':'08:00'}"));
    assertThat(read.at("/defaultTimezone").textValue()).isEqualTo("Europe/Zurich");
    assertThat(read.at("/updatedBy").textValue()).isEqualTo("user:local");

    Answer lifted = put("/api/contact-limits", "{}");
    assertThat(lifted.at("/limits").size()).isZero();
    assertThat(lifted.at("/quietHours").isNull()).isTrue();
    assertThat(lifted.at("/defaultTimezone").textValue()).isEqualTo("UTC");
  }

  @Test
  void whatIsNotPossibleIsNamedByItsField() {
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("{'limits':[null]}", "/limits/0"),
            Map.entry(
                "{'limits':[{'channel':'pigeon','max':1,'period':'P1D'}]}", "/limits/0/channel"),
            Map.entry("{'limits':[{'channel':'email','max':0,'period':'P1D'}]}", "/limits/0/max"),
            Map.entry("{'limits':[{'channel':'email','period':'P1D'}]}", "/limits/0/max"),
            Map.entry("{'limits':[{'channel':'email','max':1}]}", "/limits/0/period"),
            Map.entry(
                "{'limits':[{'channel':'email','max':1,'period':'P1M'}]}", "/limits/0/period"),
            Map.entry(
                "{'limits':[{'channel':'email','max':1,'period':'P32D'}]}", "/limits/0/period"),
            Map.entry(
                "{'limits':[{'channel':'email','max':1,'period':'-P1D'}]}", "/limits/0/period"),
            Map.entry(
                "{'limits':[{'channel':'email','max':1,'period':'P1D'},"
                    + "{'channel':'email','max':2,'period':'PT24H'}]}",
                "/limits/1/period"),
            Map.entry("{'quietHours':{'from':'21:00'}}", "/quietHours/to"),
            Map.entry("{'quietHours':{'from':'24:00','to':'08:00'}}", "/quietHours/from"),
            Map.entry("{'quietHours':{'from':'08:00','to':'08:00'}}", "/quietHours/to"),
            Map.entry("{'defaultTimezone':'Moon/Tycho'}", "/defaultTimezone"));

    wrong.forEach(
        (body, pointer) -> {
          Answer answer = put("/api/contact-limits", json(body));
          assertThat(answer.status()).as(body).isEqualTo(422);
          assertThat(answer.pointer()).as(body).isEqualTo(pointer);
        });
    assertThat(put("/api/contact-limits", json("{'limits':'many'}")).status()).isEqualTo(400);
    assertThat(put("/api/contact-limits", json("{'quiet':true}")).status()).isEqualTo(422);
  }
}
