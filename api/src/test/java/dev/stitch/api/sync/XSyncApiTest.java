package dev.stitch.api.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.api.testing.TestTemporal;
import dev.stitch.launch.Polling;
import dev.stitch.store.Ids;
import io.micronaut.core.annotation.NonNull;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How syncs of X are asked for. No worker is there: runs stay as they were accepted. */
@Tag("server")
class XSyncApiTest extends ApiTest {

  private static final String SYNC = "/api/platforms/x/sync";
  private static final String ENRICH = "/api/platforms/x/enrich";

  private String connection;

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put(TestTemporal.PROPERTY, "true");
    return properties;
  }

  @BeforeEach
  void connect() {
    database.update("TRUNCATE workflow_runs, platform_accounts CASCADE");
    connection = connect("x", "main");
  }

  @Test
  void aSyncIsAcceptedAndUnderWay() {
    Answer accepted = post(SYNC, json("{'type':'tweets','maxPages':3}"));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String run = accepted.at("/runId").textValue();
    assertThat(accepted.at("/status").textValue()).isEqualTo("running");
    assertThat(accepted.at("/workflowId").textValue()).isEqualTo("batch/" + run);
    assertThat(accepted.at("/temporalUrl").textValue()).contains("batch");
    Answer view = get("/api/workflows/" + run);
    assertThat(view.at("/workflowType").textValue()).isEqualTo("sync");
    assertThat(view.at("/config/syncSubType").textValue()).isEqualTo("x_tweets");
    assertThat(view.at("/config/maxPages").intValue()).isEqualTo(3);
    assertThat(view.at("/platformAccountId").textValue()).isEqualTo(connection);
    assertThat(view.at("/triggerKind").textValue()).isEqualTo("user");
    assertThat(view.at("/waitingOn").isArray()).isTrue();
    assertThat(view.at("/steps/0/stepType").textValue()).isEqualTo("sync_page");
    assertThat(view.at("/steps/0/status").textValue()).isEqualTo("running");
    assertThat(get("/api/workflows?workflowType=sync").at("/total").intValue()).isEqualTo(1);
  }

  @Test
  void nothingButTheAddressMeansContacts() {
    Answer accepted = post(SYNC, null);

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(
            get("/api/workflows/" + accepted.at("/runId").textValue())
                .at("/config/syncSubType")
                .textValue())
        .isEqualTo("x_contacts");
  }

  @Test
  void anEnrichmentIsARunOfThatType() {
    Answer accepted = post(ENRICH, json("{'contactIds':['" + Ids.next() + "']}"));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    Answer view = get("/api/workflows/" + accepted.at("/runId").textValue());
    assertThat(view.at("/workflowType").textValue()).isEqualTo("enrich");
    assertThat(view.at("/config/syncSubType").textValue()).isEqualTo("x_enrich");
  }

  @Test
  void aSecondOneIsAConflictThatNamesTheRun() {
    String first = post(SYNC, "{}").at("/runId").textValue();

    Answer second = post(SYNC, "{}");

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.at("/detail").textValue()).contains(first);
    assertThat(post(SYNC, json("{'type':'mentions'}")).status()).isEqualTo(202);
  }

  @Test
  void aKeyIsAnsweredOnce() {
    Answer first = post(SYNC, "{}", "Idempotency-Key", "once");
    Answer again = post(SYNC, "{}", "Idempotency-Key", "once");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.at("/runId")).isEqualTo(first.at("/runId"));
    assertThat(post(SYNC + "?wait=1", "{}", "Idempotency-Key", "once").at("/runId"))
        .isEqualTo(first.at("/runId"));
  }

  @Test
  void whoWaitsIsToldHowItEnded() {
    Thread.startVirtualThread(
        () ->
            Polling.until(
                Duration.ofSeconds(20),
                () ->
                    database.update(
                            """
                                WITH ended AS (
                                    UPDATE workflow_runs SET status = 'completed', completed_at = now(),
                                        skipped_items = 2, error_items = 1
                                    WHERE status = 'running' RETURNING id)
                                UPDATE batch_progress SET parts = '{"added": 4, "updated": 3}'
                                FROM ended WHERE run_id = ended.id
                                """)
                        > 0));

    Answer ended = post(SYNC + "?wait=20", "{}");

    assertThat(ended.status()).as(ended.text()).isEqualTo(200);
    assertThat(ended.at("/workflowRun/status").textValue()).isEqualTo("completed");
    assertThat(ended.at("/syncResult").toString())
        .isEqualTo("{\"added\":4,\"updated\":3,\"skipped\":2,\"errors\":1}");
  }

  @Test
  void whoWaitsInVainIsToldThatItGoesOn() {
    Answer still = post(SYNC + "?wait=1", "{}");

    assertThat(still.status()).isEqualTo(202);
    assertThat(still.at("/status").textValue()).isEqualTo("running");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'maxPages':0} | /maxPages",
        "{'maxPages':-1} | /maxPages",
        "{'maxPages':1000001} | /maxPages",
        "{'maxProfiles':0} | /maxProfiles",
        "{'maxContacts':0} | /maxContacts",
        "{'type':'tweets','maxProfiles':5} | /maxProfiles",
        "{'type':'mentions','maxContacts':5} | /maxContacts",
        "{'contactIds':['019a0000-0000-7000-8000-000000000001']} | /contactIds",
        "{'platformAccountId':'019a0000-0000-7000-8000-000000000001'} | /platformAccountId"
      })
  void whatCannotBeMeantIsToldByItsField(String body, String pointer) {
    Answer refused = post(SYNC, json(body));

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.pointer()).isEqualTo(pointer);
    assertThat(get("/api/workflows").at("/total").intValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'everything'} | /type",
        "{'unknown':1} | /unknown",
        "{'contactIds':[null]} | /contactIds/0",
        "{'platformAccountId':'none'} | /platformAccountId"
      })
  void whatIsOfAnotherKindIsToldByItsField(String body, String pointer) {
    Answer refused = post(SYNC, json(body));

    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.pointer()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'maxPages':'3'}",
        "{'maxPages':1.5}",
        "{'maxPages':99999999999999}",
        "[]",
        "'text'",
        "{"
      })
  void whatCannotBeReadIsRefused(String body) {
    for (String route : new String[] {SYNC, ENRICH}) {
      Answer refused = post(route, json(body));
      assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1", "31", "x", "1.5", "99999999999999999999"})
  void aWaitIsZeroToThirtySeconds(String wait) {
    Answer refused = post(SYNC + "?wait=" + wait, "{}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.pointer()).isEqualTo("/wait");
    assertThat(get("/api/workflows").at("/total").intValue()).isZero();
  }

  @Test
  void tooManyContactsAreRefused() {
    String ids =
        IntStream.range(0, 10_001)
            .mapToObj(i -> "\"" + new UUID(i, 1) + "\"")
            .collect(Collectors.joining(","));

    assertThat(post(ENRICH, "{\"contactIds\":[" + ids + "]}").pointer()).isEqualTo("/contactIds");
    assertThat(post(ENRICH, "{\"contactIds\":[]}").pointer()).isEqualTo("/contactIds");
  }

  @Test
  void ofSeveralConnectionsOneIsNamed() {
    connect("x", "second");
    Answer unclear = post(SYNC, "{}");
    assertThat(unclear.status()).isEqualTo(422);
    assertThat(unclear.pointer()).isEqualTo("/platformAccountId");

    assertThat(post(SYNC, json("{'platformAccountId':'" + connection + "'}")).status())
        .isEqualTo(202);
    String other = connect("gmail", "mail");
    assertThat(post(SYNC, json("{'platformAccountId':'" + other + "'}")).pointer())
        .isEqualTo("/platformAccountId");
  }

  @Test
  void withoutAConnectionTheWayToOneIsTold() {
    database.update("DELETE FROM platform_accounts");

    Answer refused = post(SYNC, "{}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.at("/detail").textValue()).contains("connect an account first");
  }

  @Test
  void anAccountThatMayNotReadIsRefusedAtOnce() {
    database.update(
        "UPDATE platform_accounts SET missing_capabilities ="
            + " '{\"read_contacts\": {\"reason\": \"no scope\", \"since\": \"2026-11-01T00:00:00Z\"}}'");

    assertThat(post(SYNC, "{}").pointer()).isEqualTo("/platformAccountId");
    assertThat(post(SYNC, json("{'type':'tweets'}")).status()).isEqualTo(202);
  }

  @Test
  void aRunThatHasFailedIsRetriedByANewOne() {
    String run = post(SYNC, json("{'maxPages':2}")).at("/runId").textValue();
    assertThat(post("/api/workflows/" + run + "/retry", null).status()).isEqualTo(409);
    database.update("UPDATE workflow_runs SET status = 'failed', completed_at = now()");

    Answer again = post("/api/workflows/" + run + "/retry", null);

    assertThat(again.status()).as(again.text()).isEqualTo(202);
    Answer view = get("/api/workflows/" + again.at("/runId").textValue());
    assertThat(view.at("/retryOf").textValue()).isEqualTo(run);
    assertThat(view.at("/config/maxPages").intValue()).isEqualTo(2);
    assertThat(view.at("/platformAccountId").textValue()).isEqualTo(connection);
    assertThat(view.at("/status").textValue()).isEqualTo("running");
    assertThat(post("/api/workflows/" + run + "/retry", null).status())
        .as("one at a time")
        .isEqualTo(409);
  }

  private String connect(String toolkit, String name) {
    Answer made =
        post(
            "/api/connections",
            "{\"toolkit\":\"%s\",\"name\":\"%s\",\"secret\":\"{\\\"accessToken\\\":\\\"t\\\"}\"}"
                .formatted(toolkit, name));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.at("/id").textValue();
  }
}
