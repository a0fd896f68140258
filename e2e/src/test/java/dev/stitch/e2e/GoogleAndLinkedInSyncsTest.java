package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.connectors.testing.FakeGoogle;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Syncs of Google and of LinkedIn's export by the whole product, one of them by a schedule. */
class GoogleAndLinkedInSyncsTest {

  private static final String SYNC = "/api/platforms/gmail/sync";

  private static FakeGoogle google;
  private static RunningStack stack;
  private static Api api;

  @BeforeAll
  static void start() {
    google = new FakeGoogle();
    stack = RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
    stack.up(
        Map.of(
            "STITCH_GMAIL_API_URL",
            google.url().toString(),
            "STITCH_PEOPLE_API_URL",
            google.url().toString(),
            "STITCH_GOOGLE_TOKEN_URL",
            google.url() + FakeGoogle.TOKEN_PATH,
            "STITCH_GOOGLE_CLIENT_ID",
            "client",
            "STITCH_GOOGLE_CLIENT_SECRET",
            "secret"));
    api = stack.api();
    google.person("people/1", "Grace Hopper", "grace@example.org");
    String secret =
        "{'accessToken':'%s','refreshToken':'%s'}"
            .formatted(google.tokens().accessToken(), google.tokens().refreshToken())
            .replace("'", "\\\"");
    api.post(
            "/api/connections",
            "{\"toolkit\":\"gmail\",\"name\":\"main\",\"secret\":\"%s\"}".formatted(secret))
        .good();
  }

  @AfterAll
  static void stop() {
    stack.close();
    google.close();
  }

  @Test
  void theAddressBookBecomesContactsAndMailWithThemEngagements() {
    JsonNode contacts = api.post(SYNC + "?wait=30", "{}").good();
    google.mail("grace@example.org", FakeGoogle.ADDRESS, "Compilers", Instant.now(), "INBOX");
    JsonNode mails = api.post(SYNC + "?wait=30", "{\"type\":\"metadata\"}").good();

    assertThat(contacts.at("/workflowRun/status").asText()).isEqualTo("completed");
    assertThat(found("grace@example.org")).isEqualTo(1);
    assertThat(mails.at("/workflowRun/status").asText()).isEqualTo("completed");
    assertThat(api.get("/api/engagements").good().get("total").asInt()).isEqualTo(1);
  }

  @Test
  void anExportOfLinkedInBecomesContactsAndChangesNothingWhenItIsSentAgain() {
    String export =
        """
        First Name,Last Name,URL,Email Address,Company,Position,Connected On
        Ada,Lovelace,https://www.linkedin.com/in/ada,ada@linkedin.example,Engines,Analyst,05 Mar 2024
        Mary,Somerville,https://www.linkedin.com/in/mary,,,,06 Mar 2024
        """;
    JsonNode first = api.post("/api/platforms/linkedin/sync?wait=30", "text/csv", export).good();
    JsonNode again = api.post("/api/platforms/linkedin/sync?wait=30", "text/csv", export).good();

    assertThat(first.at("/workflowRun/status").asText()).isEqualTo("completed");
    assertThat(first.at("/syncResult/added").asInt()).isEqualTo(2);
    assertThat(again.at("/syncResult/added").asInt()).isZero();
    assertThat(again.at("/syncResult/skipped").asInt()).isEqualTo(2);
    assertThat(found("ada@linkedin.example")).isEqualTo(1);
  }

  @Test
  void aScheduleRunsASync() {
    google.person("people/2", "Katherine Johnson", "katherine@example.org");
    String schedule =
        "/api/schedules/"
            + api.post(
                    "/api/schedules",
                    Canvas.json(
                        "{'name':'Address book','kind':'sync','every':'P1D',"
                            + "'target':{'platform':'gmail','type':'contacts'}}"))
                .good()
                .get("id")
                .asText();
    api.post(schedule + "/run", "").good();

    Eventually.within(Duration.ofSeconds(100))
        .until(
            () -> api.get(schedule).good().at("/lastRuns/0/status").asText().equals("completed"),
            () -> "the sync has ended: " + api.get(schedule).body());
    assertThat(found("katherine@example.org")).isEqualTo(1);
  }

  private static int found(String email) {
    return api.get("/api/contacts?q=" + email).good().get("total").asInt();
  }
}
