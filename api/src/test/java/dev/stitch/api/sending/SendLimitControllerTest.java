package dev.stitch.api.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import io.micronaut.core.annotation.NonNull;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Send limits over HTTP. */
@Tag("server")
class SendLimitControllerTest extends ApiTest {

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.encryption-key", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    return properties;
  }

  @BeforeEach
  void none() {
    database.update("DELETE FROM send_limits");
  }

  @Test
  void aLimitIsSetChangedReadAndLifted() {
    Answer set = put("/api/send-limits/all", json("{'perDay':500,'spacingSeconds':20}"));

    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.at("/perDay").intValue()).isEqualTo(500);
    assertThat(set.at("/perHour").isNull()).isTrue();
    assertThat(set.at("/updatedBy").textValue()).isEqualTo("user:local");
    put("/api/send-limits/all", json("{'perHour':50}"));
    Answer list = get("/api/send-limits");
    assertThat(list.at("/total").intValue()).isEqualTo(1);
    assertThat(list.at("/data/0/perHour").intValue()).isEqualTo(50);
    assertThat(list.at("/data/0/perDay").isNull()).as("what is not said is lifted").isTrue();
    assertThat(list.at("/data/0/sentLastDay").intValue()).isZero();

    assertThat(delete("/api/send-limits/all").status()).isEqualTo(204);
    assertThat(get("/api/send-limits/all").status()).isEqualTo(404);
    assertThat(delete("/api/send-limits/all").status()).isEqualTo(404);
  }

  @Test
  void aMailboxMayBeginSlowlyLeaveRandomGapsAndSpareDomains() {
    Answer set =
        put(
            "/api/send-limits/smtp",
            json(
                "{'spacingSeconds':30,'spacingMaxSeconds':90,'perDomain':{'perDay':20},"
                    + "'rampUp':{'start':20,'increment':10,'percent':true,'max':200}}"));

    assertThat(set.status()).as(set.text()).isEqualTo(200);
    Answer read = get("/api/send-limits/smtp");
    assertThat(read.at("/spacingMaxSeconds").intValue()).isEqualTo(90);
    assertThat(read.at("/perDomain/perDay").intValue()).isEqualTo(20);
    assertThat(read.at("/rampUp/increment").intValue()).isEqualTo(10);
    assertThat(read.at("/rampUp/percent").booleanValue()).isTrue();
    assertThat(read.at("/sendingDays").intValue()).isZero();
  }

  @Test
  void partsOfALimitThatDoNotFitEachOtherAreRefused() {
    Map.of(
            "{'spacingMaxSeconds':9}", "/spacingMaxSeconds",
            "{'spacingSeconds':10,'spacingMaxSeconds':9}", "/spacingMaxSeconds",
            "{'perDomain':{}}", "/perDomain",
            "{'perDomain':{'perHour':0}}", "/perDomain/perHour",
            "{'rampUp':{'increment':1,'max':2}}", "/rampUp/start",
            "{'rampUp':{'start':1,'increment':0,'max':2}}", "/rampUp/increment",
            "{'rampUp':{'start':3,'increment':1,'max':2}}", "/rampUp/max")
        .forEach(
            (body, pointer) -> {
              Answer answer = put("/api/send-limits/all", json(body));
              assertThat(answer.status()).as(body).isEqualTo(422);
              assertThat(answer.pointer()).as(body).isEqualTo(pointer);
            });
  }

  @Test
  void aLimitOfAStoredMailServerGoesWithIt() {
    String server =
        post(
                "/api/connections",
                json("{'toolkit':'smtp','name':'Outreach','config':{'host':'mail.example.org'}}"))
            .at("/id")
            .textValue();

    Answer set = put("/api/send-limits/" + server, json("{'perHour':30}"));

    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.at("/connectionName").textValue()).isEqualTo("Outreach");
    assertThat(get("/api/send-limits?q=outr").at("/total").intValue()).isEqualTo(1);
    delete("/api/connections/" + server);
    assertThat(get("/api/send-limits").at("/total").intValue()).isZero();
  }

  @Test
  void accountsThatSendMailOrMessagesHaveLimitsToo() {
    for (String toolkit : new String[] {"gmail", "x"}) {
      String account =
          post(
                  "/api/connections",
                  "{\"toolkit\":\"%s\",\"name\":\"Ours\",\"secret\":\"{\\\"accessToken\\\":\\\"t\\\"}\"}"
                      .formatted(toolkit))
              .at("/id")
              .textValue();

      Answer set = put("/api/send-limits/" + account, json("{'perDay':40}"));

      assertThat(set.status()).as(set.text()).isEqualTo(200);
      assertThat(set.at("/connectionName").textValue()).isEqualTo("Ours");
    }
  }

  @Test
  void aLimitIsOfAMailboxThatThereIs() {
    String http =
        post(
                "/api/connections",
                json(
                    "{'toolkit':'http','name':'CRM','secret':'s','config':{'scheme':'bearer','hosts':['a.example']}}"))
            .at("/id")
            .textValue();
    for (String mailbox : new String[] {"gmail", http, UUID.randomUUID().toString()}) {
      Answer answer = put("/api/send-limits/" + mailbox, json("{'perHour':1}"));
      assertThat(answer.status()).as(mailbox).isEqualTo(404);
      assertThat(answer.at("/detail").textValue()).contains("built-in");
    }
  }

  @Test
  void aLimitSaysSomethingSensible() {
    assertThat(put("/api/send-limits/all", "{}").status()).isEqualTo(422);
    for (String wrong : new String[] {"{'perHour':0}", "{'perHour':1000001}", "{'perHour':-1}"}) {
      Answer answer = put("/api/send-limits/all", json(wrong));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.pointer()).isEqualTo("/perHour");
    }
    assertThat(put("/api/send-limits/all", json("{'spacingSeconds':86401}")).pointer())
        .isEqualTo("/spacingSeconds");
    assertThat(put("/api/send-limits/all", json("{'perDay':'many'}")).status()).isEqualTo(400);
  }
}
