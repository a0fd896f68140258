package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import dev.stitch.store.secret.RandomToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten deliveries of the same thing from outside, all at once, have one effect. */
class RepeatedDeliveriesTest {

  private static final int TIMES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SECRET = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final RunningStack stack = RunningStack.shared();
  private final Api api = stack.api();
  private final ReadModel database = new ReadModel(stack);

  @Test
  void aWebhookBeginsOneJourneyAndIsHeardOnce() throws Exception {
    String flow = api.flow("bmc", "Repeated webhooks", waiting("order_paid"));
    String endpoint =
        api.post(
                "/api/webhook-endpoints",
                Canvas.json(
                    "{'name':'Repeated','flowId':'%s','uxNodeId':'here','event':'order_paid','secret':'%s','mapping':{'email':'body.email'}}"
                        .formatted(flow, SECRET)))
            .good()
            .get("id")
            .asText();
    String body = "{\"email\":\"repeated-webhook@e2e.example\"}";

    List<JsonNode> first = atOnce(() -> webhook(endpoint, "first", body));
    String entity = one(first, "entityId");
    assertThat(one(first, "outcome")).isEqualTo("started");
    await(entity, "waiting");

    List<JsonNode> second = atOnce(() -> webhook(endpoint, "second", body));
    assertThat(one(second, "outcome")).isEqualTo("told");
    assertThat(one(second, "entityId")).isEqualTo(entity);
    await(entity, "completed");

    assertThat(entities(flow)).isOne();
    assertThat(heard(entity)).isOne();
    assertThat(
            database.number(
                "SELECT count(*) FROM webhook_deliveries WHERE endpoint_id = ?", id(endpoint)))
        .isEqualTo(2);
    assertThat(
            database.number(
                "SELECT count(*) FROM contacts WHERE email = 'repeated-webhook@e2e.example'"))
        .isOne();
  }

  @Test
  void aMailBeginsOneJourneyAndIsHeardOnce() throws Exception {
    String flow = api.flow("bmc", "Repeated mail", waiting("reply"));
    api.post(
            "/api/inbound-routes",
            Canvas.json(
                "{'address':'repeated@e2e.example','flowId':'%s','uxNodeId':'here'}"
                    .formatted(flow)))
        .good();

    List<JsonNode> first = atOnce(() -> mail("first"));
    String entity = one(first, "entityId");
    await(entity, "waiting");

    assertThat(one(atOnce(() -> mail("second")), "entityId")).isEqualTo(entity);
    await(entity, "completed");

    assertThat(entities(flow)).isOne();
    assertThat(heard(entity)).isOne();
    assertThat(
            database.number(
                "SELECT count(*) FROM email_messages WHERE direction = 'inbound' AND entity_id = ?",
                id(entity)))
        .isEqualTo(2);
  }

  @Test
  void aCallbackCompletesItsStepOnce() throws Exception {
    String flow =
        api.flow(
            "system",
            "Repeated callback",
            new Canvas()
                .node("ask", "callback", "{'payload':{},'timeout':'PT5M'}")
                .node("note", "set", "{'values':{'got':'steps.ask.output.n'}}")
                .edge("ask", "note")
                .graph());
    HttpRequest.Builder run = request("/api/flows/" + flow + "/run", "application/json", "{}");
    String runId = send(run).get("runId").asText();
    Eventually.within(PATIENCE)
        .until(
            () ->
                api.get("/api/workflows/" + runId)
                    .good()
                    .at("/nodeStates/ask/status")
                    .asText()
                    .equals("waiting"),
            () -> "the run asks");
    String token = knownToken(runId);
    String path = "/api/stitch/callback/" + runId + "/ask?token=" + token;

    List<JsonNode> answers =
        atOnce(
            () ->
                send(
                    request(
                        path,
                        "application/json",
                        "{\"status\":\"completed\",\"output\":{\"n\":7}}")));

    assertThat(answers).allMatch(answers.getFirst()::equals);
    Eventually.within(PATIENCE)
        .until(
            () ->
                api.get("/api/workflows/" + runId)
                    .good()
                    .get("status")
                    .asText()
                    .equals("completed"),
            () -> "the run completes");
    assertThat(
            database.texts(
                "SELECT node_id FROM workflow_steps WHERE workflow_run_id = ? ORDER BY step_index",
                id(runId)))
        .containsExactly("ask", "note");
  }

  /** The journey itself keeps the ids of the last thousand; the database remembers the others. */
  @Test
  void anEventAndAnActAreKnownAfterMoreThanAThousandOthers() throws Exception {
    String flow = api.flow("bmc", "Remembers", waiting("never"));
    String contact = api.contact("Zoe", "remembers@e2e.example");
    String entity =
        api.post(
                "/api/entities",
                Canvas.json("{'flowId':'%s','contactId':'%s'}".formatted(flow, contact)))
            .good()
            .get("id")
            .asText();
    await(entity, "waiting");
    String key = UUID.randomUUID().toString();
    tell(entity, "the-first");
    api.once("/api/entities/" + entity + "/pause", key, Canvas.json("{}")).good();
    api.post("/api/entities/" + entity + "/resume", "{}").good();

    int others = 1_100;
    try (ExecutorService threads = Executors.newFixedThreadPool(TIMES)) {
      List<Callable<Void>> events =
          IntStream.range(0, others)
              .<Callable<Void>>mapToObj(i -> () -> tell(entity, "other-" + i))
              .toList();
      for (Future<Void> told : threads.invokeAll(events)) {
        told.get();
      }
    }
    awaitHeard(entity, 1 + others);
    tell(entity, "the-first");
    api.once("/api/entities/" + entity + "/pause", key, Canvas.json("{}")).good();
    tell(entity, "the-last");
    awaitHeard(entity, 2 + others);

    assertThat(api.get("/api/entities/" + entity).good().get("status").asText())
        .isEqualTo("waiting");
  }

  private Void tell(String entity, String id) {
    api.post(
            "/api/entities/" + entity + "/events",
            Canvas.json("{'id':'%s','name':'news'}".formatted(id)))
        .good();
    return null;
  }

  private void awaitHeard(String entity, long count) {
    Eventually.within(PATIENCE)
        .until(() -> heard(entity) >= count, () -> heard(entity) + " of " + count + " were heard");
    assertThat(heard(entity)).isEqualTo(count);
  }

  /** Only the hash of a token is kept: the test puts that of one it knows in its place. */
  private String knownToken(String runId) throws SQLException {
    String token = RandomToken.fresh();
    try (Connection connection = stack.database();
        PreparedStatement change =
            connection.prepareStatement("UPDATE callbacks SET token_hash = ? WHERE run_id = ?")) {
      change.setString(1, RandomToken.hash(token));
      change.setObject(2, id(runId));
      change.executeUpdate();
    }
    return token;
  }

  /** One stage that an event ends. */
  private static JsonNode waiting(String event) {
    return new Canvas()
        .node("here", "ux", "{'advance':'on_event','event':'%s'}".formatted(event))
        .graph();
  }

  private JsonNode webhook(String endpoint, String id, String body) throws Exception {
    long at = Instant.now().getEpochSecond();
    return send(
        request("/api/webhooks/" + endpoint, "application/json", body)
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(at))
            .header("webhook-signature", new Webhook(SECRET).sign(id, at, body)));
  }

  private JsonNode mail(String id) throws Exception {
    return send(
        request(
            "/api/inbound/email/raw",
            "message/rfc822",
            """
            From: Zoe <zoe@repeated.example>
            To: repeated@e2e.example
            Subject: Again
            Message-ID: <%s@repeated.example>

            Hello.
            """
                .formatted(id)));
  }

  private HttpRequest.Builder request(String path, String type, String body) {
    return HttpRequest.newBuilder(URI.create(api.base() + path))
        .timeout(PATIENCE)
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return Canvas.json(answer.body());
  }

  private static List<JsonNode> atOnce(Callable<JsonNode> delivery) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(TIMES)) {
      List<Future<JsonNode>> answers =
          threads.invokeAll(IntStream.range(0, TIMES).mapToObj(i -> delivery).toList());
      List<JsonNode> all = new ArrayList<>();
      for (Future<JsonNode> answer : answers) {
        all.add(answer.get());
      }
      return all;
    }
  }

  /** The value of a field that all answers have in common. */
  private static String one(List<JsonNode> answers, String field) {
    assertThat(answers).hasSize(TIMES).allMatch(answers.getFirst()::equals);
    return answers.getFirst().get(field).asText();
  }

  private void await(String entity, String status) {
    Eventually.within(PATIENCE)
        .until(
            () -> api.get("/api/entities/" + entity).good().get("status").asText().equals(status),
            () -> "entity " + entity + " is " + status);
  }

  private long entities(String flow) {
    return database.number("SELECT count(*) FROM entities WHERE flow_id = ?", id(flow));
  }

  private long heard(String entity) {
    return database.number(
        "SELECT count(*) FROM journey_events WHERE entity_id = ? AND type = 'event_received'",
        id(entity));
  }

  private static UUID id(String text) {
    return UUID.fromString(text);
  }
}
