package dev.stitch.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.api.testing.TestTemporal;
import dev.stitch.store.Ids;
import io.micronaut.core.annotation.NonNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How syncs of Google and exports of LinkedIn are asked for. No worker is there. */
@Tag("server")
class FileSyncApiTest extends ApiTest {

  private static final String GMAIL = "/api/platforms/gmail/sync";
  private static final String LINKEDIN = "/api/platforms/linkedin/sync";
  private static final String TYPE = "Content-Type";

  private static final String EXPORT =
      """
      First Name,Last Name,URL,Email Address,Company,Position,Connected On
      Ada,L,https://www.linkedin.com/in/ada,,,,
      """;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put(TestTemporal.PROPERTY, "true");
    return properties;
  }

  @BeforeEach
  void clear() {
    database.update("TRUNCATE workflow_runs, platform_accounts, sync_uploads, contacts CASCADE");
  }

  @ParameterizedTest
  @CsvSource({"contacts, gmail_contacts", "metadata, gmail_metadata", ", gmail_contacts"})
  void aGoogleAccountIsReadAsItsTypeSays(String type, String subType) {
    connect("gmail");

    Answer accepted = post(GMAIL, type == null ? null : json("{'type':'" + type + "'}"));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    Answer run = get("/api/workflows/" + accepted.at("/runId").textValue());
    assertThat(run.at("/config/syncSubType").textValue()).isEqualTo(subType);
    assertThat(run.at("/workflowType").textValue()).isEqualTo("sync");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'tweets'}|422|/type",
        "{'type':'metadata','maxProfiles':3}|422|/maxProfiles",
        "{'maxPages':0}|422|/maxPages",
        "{'contactIds':['019a0000-0000-7000-8000-000000000001']}|422|/contactIds",
        "{'platformAccountId':'019a0000-0000-7000-8000-000000000001'}|422|/platformAccountId"
      })
  void whatCannotBeMeantIsRefusedByItsField(String body, int status, String pointer) {
    connect("gmail");

    Answer refused = post(GMAIL, json(body));

    assertThat(refused.status()).as(refused.text()).isEqualTo(status);
    assertThat(refused.pointer()).isEqualTo(pointer);
  }

  @Test
  void anExportNeedsNoConnectionAndIsKeptUntilItIsRead() {
    Answer accepted = send("POST", LINKEDIN, EXPORT, TYPE, "text/csv");

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    Answer run = get("/api/workflows/" + accepted.at("/runId").textValue());
    assertThat(run.at("/config/syncSubType").textValue()).isEqualTo("linkedin_contacts");
    assertThat(run.at("/steps/0/stepType").textValue()).isEqualTo("sync_page");
    assertThat(uploads()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no export", "PK\u0003\u0004 cut off", "a,b,c\n1,2,3\n", "\0\0\0"})
  void aFileThatIsNoExportIsRefusedAndNotKept(String file) {
    for (String type : new String[] {"text/csv", "application/zip"}) {
      Answer refused = send("POST", LINKEDIN, file, TYPE, type);

      assertThat(refused.status()).as(refused.text()).isBetween(400, 422);
    }
    assertThat(uploads()).isZero();
  }

  @Test
  void aRefusedAcceptanceAndARepeatedRequestKeepNoFile() {
    assertThat(
            send("POST", LINKEDIN + "?platformAccountId=" + Ids.next(), EXPORT, TYPE, "text/csv")
                .pointer())
        .isEqualTo("/platformAccountId");
    assertThat(send("POST", LINKEDIN + "?wait=x", EXPORT, TYPE, "text/csv").status())
        .isEqualTo(400);
    assertThat(send("POST", LINKEDIN, "{}").status()).isEqualTo(415);
    assertThat(uploads()).isZero();

    Answer first = send("POST", LINKEDIN, EXPORT, TYPE, "text/csv", "Idempotency-Key", "k1");
    Answer again = send("POST", LINKEDIN, EXPORT, TYPE, "text/csv", "Idempotency-Key", "k1");
    Answer other = send("POST", LINKEDIN, EXPORT + "\n", TYPE, "text/csv", "Idempotency-Key", "k1");

    assertThat(again.at("/runId")).isEqualTo(first.at("/runId"));
    assertThat(other.status()).isEqualTo(422);
    assertThat(uploads()).isOne();
  }

  @Test
  void aSecondExportOfOneAccountWaitsForTheFirst() throws Exception {
    assertThat(post("/api/connections", json("{'toolkit':'linkedin','name':'main'}")).status())
        .isEqualTo(201);

    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Answer> upload = () -> send("POST", LINKEDIN, EXPORT, TYPE, "text/csv");
      for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(4, upload))) {
        answers.add(answer.get());
      }
    }
    answers.add(send("POST", LINKEDIN, EXPORT, TYPE, "text/csv"));

    assertThat(answers).extracting(Answer::status).containsOnlyOnce(202).containsOnly(202, 409);
    assertThat(answers.getLast().at("/detail").textValue()).contains("wait for its end");
    assertThat(uploads()).isOne();
  }

  @Test
  void whatRunsDidToAContactIsListedNewestFirst() {
    UUID contact = Ids.next();
    database.update("INSERT INTO contacts (id, email) VALUES (?, 'ada@example.org')", contact);
    for (String kind : new String[] {"created", "updated"}) {
      database.update(
          """
          INSERT INTO contact_revisions (contact_id, kind, source, platform, fields)
          VALUES (?, ?, 'sync', 'x', '{"name": {"before": null, "after": "Ada"}}')
          """,
          contact,
          kind);
    }
    String route = "/api/contacts/" + contact + "/changes";

    Answer changes = get(route + "?pageSize=1");

    assertThat(changes.at("/total").intValue()).isEqualTo(2);
    assertThat(changes.at("/data/0/kind").textValue()).isEqualTo("updated");
    assertThat(changes.at("/data/0/fields/name/after").textValue()).isEqualTo("Ada");
    assertThat(get(route + "?kind=created").at("/total").intValue()).isOne();
    assertThat(get(route + "?kind=nothing").status()).isEqualTo(400);
    assertThat(get("/api/contacts/" + Ids.next() + "/changes").status()).isEqualTo(404);
  }

  private void connect(String toolkit) {
    Answer made =
        post(
            "/api/connections",
            "{\"toolkit\":\"%s\",\"name\":\"main\",\"secret\":\"{\\\"accessToken\\\":\\\"t\\\"}\"}"
                .formatted(toolkit));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
  }

  private long uploads() {
    return database.number("SELECT count(*) FROM sync_uploads");
  }
}
