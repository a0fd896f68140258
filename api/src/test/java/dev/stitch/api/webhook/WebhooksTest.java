package dev.stitch.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.api.testing.ScriptedWorkflow;
import dev.stitch.port.SizeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class WebhooksTest extends JourneyApiTest {

  private static final String SECRET =
      "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU2Nzg5";
  private static final String OTHER = "whsec_" + "MDEyMzQ1Njc4OUFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFla";

  private static final String MAPPING =
      "'mapping':{'email':'body.customer.email','name':'body.customer.?name.orValue(null)',"
          + "'attributes.plan':'body.?plan.orValue(null)','metadata.order':'body.id'}";

  @Test
  void aPostMakesContactAndEntityAtTheMappedNode() {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'won'");

    Answer answer = deliver(endpoint, "m1", order("Ada@Shop.example", "A-1"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(answer.at("/outcome").textValue()).isEqualTo("started");
    Answer entity = get("/api/entities/" + answer.at("/entityId").textValue());
    assertThat(entity.at("/source").textValue()).isEqualTo("webhook");
    assertThat(entity.at("/metadata/order").textValue()).isEqualTo("A-1");
    assertThat(entity.at("/contact/email").textValue()).isEqualTo("ada@shop.example");
    Answer contact = get("/api/contacts/" + entity.at("/contact/id").textValue());
    assertThat(contact.at("/attributes/plan").textValue()).isEqualTo("gold");
    assertThat(startNode(entity)).isEqualTo("won");
  }

  @Test
  void tenPostsOfOneIdAtOnceHaveOneEffect() {
    String flow = published("bmc", SPINE);
    String endpoint = endpoint(flow, "'uxNodeId':'new','event':'order_paid'");

    List<Answer> answers =
        IntStream.range(0, 10)
            .parallel()
            .mapToObj(i -> deliver(endpoint, "same", order("ten@shop.example", "A-1")))
            .toList();

    assertThat(answers).allMatch(each -> each.text().equals(answers.getFirst().text()));
    assertThat(answers.getFirst().at("/outcome").textValue()).isEqualTo("started");
    String entity = answers.getFirst().at("/entityId").textValue();
    assertThat(get("/api/flows/" + flow + "/entities").at("/total").intValue()).isOne();
    assertThat(log(endpoint).at("/total").intValue()).isOne();

    List<Answer> next =
        IntStream.range(0, 10)
            .parallel()
            .mapToObj(i -> deliver(endpoint, "next", order("ten@shop.example", "A-2")))
            .toList();

    assertThat(next).allMatch(each -> each.at("/outcome").textValue().equals("told"));
    assertThat(next).allMatch(each -> each.at("/entityId").textValue().equals(entity));
    List<ScriptedWorkflow.Heard> heard = heard(entity, 1);
    assertThat(heard.getFirst().name()).isEqualTo("event");
    assertThat(heard.getFirst().argument().at("/name").textValue()).isEqualTo("order_paid");
    assertThat(heard.getFirst().argument().at("/data/id").textValue()).isEqualTo("A-2");
  }

  @Test
  void aJourneyThatDoesNotRunYetIsStartedWithItsEvent() {
    String flow = published("bmc", SPINE);
    String endpoint = endpoint(flow, "'uxNodeId':'new','event':'order_paid'");
    String contact =
        post("/api/contacts", json("{'email':'early@shop.example'}")).at("/id").textValue();
    // As a seeding leaves it until its bulk workflow comes to it.
    UUID entity = UUID.randomUUID();
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source)
        SELECT ?, ?, f.flow_id, f.version, f.hash, 'journey/' || ?::text, 'seed'
        FROM flow_versions f WHERE f.flow_id = ?
        """,
        entity,
        UUID.fromString(contact),
        entity.toString(),
        UUID.fromString(flow));

    Answer answer = deliver(endpoint, "early", order("early@shop.example", "A-1"));

    assertThat(answer.at("/outcome").textValue()).isEqualTo("told");
    assertThat(heard(entity.toString(), 1).getFirst().name()).isEqualTo("event");
  }

  @Test
  void routesDecideWhereAJourneyBegins() {
    String endpoint =
        endpoint(
            published("bmc", SPINE), "'routes':[{'when':'body.total > 100.0','uxNodeId':'won'}]");

    assertThat(
            startNode(
                get(
                    "/api/entities/"
                        + entityOf(
                            deliver(endpoint, "r1", order("rich@shop.example", "A-1", 200))))))
        .isEqualTo("won");
    Answer poor = deliver(endpoint, "r2", order("poor@shop.example", "A-2", 3));
    assertThat(poor.status()).isEqualTo(202);
    assertThat(poor.at("/outcome").textValue()).isEqualTo("ignored");
    assertThat(poor.at("/reason").textValue()).isEqualTo("no_route");
  }

  @Test
  void withoutAnEventAContactInAJourneyIsLeftAlone() {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'new'");
    String entity = entityOf(deliver(endpoint, "i1", order("once@shop.example", "A-1")));

    Answer again = deliver(endpoint, "i2", order("once@shop.example", "A-2"));

    assertThat(again.at("/reason").textValue()).isEqualTo("already_in_journey");
    assertThat(again.at("/entityId").textValue()).isEqualTo(entity);
  }

  @Test
  void onlySignedPostsOfTheLastFiveMinutesAreTaken() throws Exception {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'new'");
    String body = order("signed@shop.example", "A-1");
    Instant now = Instant.now();

    assertThat(deliver(endpoint, "s1", body, OTHER, now).status()).isEqualTo(401);
    assertThat(deliver(endpoint, "s2", body, SECRET, now.minus(Duration.ofMinutes(6))).status())
        .isEqualTo(401);
    assertThat(deliver(endpoint, "s3", body, SECRET, now.plus(Duration.ofMinutes(6))).status())
        .isEqualTo(401);
    String path = "/api/webhooks/" + endpoint;
    assertThat(post(path, body).status()).isEqualTo(400);
    String seconds = Long.toString(now.getEpochSecond());
    for (String signature : List.of("v1", "v1,", ",", "v1,AAAA", "v2,AAAA v1", "")) {
      assertThat(
              post(
                      path,
                      body,
                      "webhook-id",
                      "s4",
                      "webhook-timestamp",
                      seconds,
                      "webhook-signature",
                      signature)
                  .status())
          .as(signature)
          .isEqualTo(401);
    }
    String signature = new Webhook(SECRET).sign("s5", now.getEpochSecond(), body);
    assertThat(
            post(
                    path,
                    body.replace("A-1", "A-2"),
                    "webhook-id",
                    "s5",
                    "webhook-timestamp",
                    seconds,
                    "webhook-signature",
                    signature)
                .status())
        .isEqualTo(401);
    assertThat(log(endpoint).at("/total").intValue()).isZero();
    assertThat(
            post(
                    path,
                    body,
                    "webhook-id",
                    "s5",
                    "webhook-timestamp",
                    seconds,
                    "webhook-signature",
                    "v1,AAAA " + signature)
                .status())
        .isEqualTo(202);
    assertThat(post("/api/webhooks/" + UUID.randomUUID(), body, "webhook-id", "x").status())
        .isEqualTo(404);
  }

  @Test
  void bothSecretsAreTakenWhileOneIsRotated() {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'new'");
    String path = "/api/webhook-endpoints/" + endpoint;

    Answer rotated =
        post(
            path + "/rotate-secret",
            json("{'secret':'%s','keepPreviousFor':'PT1H'}".formatted(OTHER)));

    assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
    assertThat(rotated.at("/previousSecretValidUntil").isTextual()).isTrue();
    assertThat(rotated.text()).doesNotContain("whsec_");
    Instant now = Instant.now();
    assertThat(deliver(endpoint, "o1", order("old@shop.example", "1"), SECRET, now).status())
        .isEqualTo(202);
    assertThat(deliver(endpoint, "o2", order("new@shop.example", "1"), OTHER, now).status())
        .isEqualTo(202);

    Answer made = send("POST", path + "/rotate-secret", null);
    String third = made.at("/secret").textValue();
    assertThat(third).startsWith("whsec_");
    assertThat(post(path + "/rotate-secret", json("{'keepPreviousFor':'PT0S'}")).status())
        .isEqualTo(200);
    assertThat(deliver(endpoint, "o3", order("x@shop.example", "1"), third, now).status())
        .isEqualTo(401);
    assertThat(post(path + "/rotate-secret", json("{'keepPreviousFor':'P99D'}")).pointer())
        .isEqualTo("/keepPreviousFor");
  }

  @Test
  void aSecretIsShownOnceAndSealedInTheDatabase() {
    String flow = published("bmc", SPINE);
    Answer created =
        post(
            "/api/webhook-endpoints",
            json("{'name':'Made','flowId':'%s','uxNodeId':'new',%s}".formatted(flow, MAPPING)));
    String secret = created.at("/secret").textValue();
    String id = created.at("/id").textValue();

    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/api/webhook-endpoints/" + id);
    assertThat(secret).startsWith("whsec_");
    assertThat(deliver(id, "made", order("made@shop.example", "1"), secret, Instant.now()).status())
        .isEqualTo(202);
    assertThat(get("/api/webhook-endpoints/" + id).text()).doesNotContain("whsec_", "\"secret\"");
    assertThat(get("/api/webhook-endpoints").text()).doesNotContain("whsec_", "\"secret\"");
    assertThat(
            database.exists(
                "SELECT 1 FROM webhook_endpoints w WHERE id = ? AND position(? in w::text) > 0",
                UUID.fromString(id),
                secret.substring(6)))
        .isFalse();
  }

  @Test
  void aDeliveryThatFailsIsLoggedAndCanBeReplayedWhenTheEndpointIsMended() {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'new'");
    String body = json("{'id':'A-1','mail':'mended@shop.example'}");

    Answer failed = deliver(endpoint, "f1", body);

    assertThat(failed.status()).isEqualTo(422);
    assertThat(failed.pointer()).isEqualTo("/mapping/email");
    Answer log = log(endpoint);
    assertThat(log.at("/data/0/outcome").textValue()).isEqualTo("failed");
    assertThat(log.at("/data/0/reason").textValue()).contains("body.customer.email");
    assertThat(log.at("/data/0/headers/webhook-id").textValue()).isEqualTo("f1");
    assertThat(log.text()).doesNotContain("webhook-signature");
    assertThat(deliver(endpoint, "f1", body).status()).isEqualTo(422);

    Answer changed =
        patch(
            "/api/webhook-endpoints/" + endpoint,
            json("{'mapping':{'email':'body.mail','name':null}}"));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    String delivery =
        "/api/webhook-endpoints/" + endpoint + "/deliveries/" + log.at("/data/0/id").textValue();
    Answer replayed = post(delivery + "/replay", "", "Idempotency-Key", "again-" + endpoint);

    assertThat(replayed.status()).as(replayed.text()).isEqualTo(202);
    assertThat(replayed.at("/outcome").textValue()).isEqualTo("started");
    assertThat(replayed.at("/attempts").intValue()).isEqualTo(3);
    assertThat(replayed.at("/replays").intValue()).isOne();
    String entity = replayed.at("/entityId").textValue();
    assertThat(get(delivery).at("/entityId").textValue()).isEqualTo(entity);
    assertThat(entityOf(deliver(endpoint, "f1", body))).isEqualTo(entity);
    assertThat(
            post(delivery + "/replay", "", "Idempotency-Key", "again-" + endpoint)
                .at("/replays")
                .intValue())
        .isOne();
  }

  @Test
  void aReplayOfWhatWasToldTellsItAgain() {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'new','event':'order_paid'");
    String entity = entityOf(deliver(endpoint, "t1", order("told@shop.example", "A-1")));
    String told =
        deliver(endpoint, "t2", order("told@shop.example", "A-2")).at("/deliveryId").textValue();

    post("/api/webhook-endpoints/" + endpoint + "/deliveries/" + told + "/replay", "");

    assertThat(heard(entity, 2).stream().map(each -> each.argument().at("/id").textValue()))
        .containsExactly("webhook/" + told, "webhook/" + told + "/1");
  }

  @Test
  void aTestTellsWhatAPostWouldDoAndDoesIt() {
    String flow = published("bmc", SPINE);
    String endpoint = endpoint(flow, "'uxNodeId':'won'");
    String path = "/api/webhook-endpoints/" + endpoint + "/test";
    String body = order("test@shop.example", "A-1");

    Answer told = post(path, "{\"body\":" + body + "}");

    assertThat(told.status()).as(told.text()).isEqualTo(200);
    assertThat(told.at("/outcome").textValue()).isEqualTo("started");
    assertThat(told.at("/contact/email").textValue()).isEqualTo("test@shop.example");
    assertThat(told.at("/uxNodeId").textValue()).isEqualTo("won");
    assertThat(told.at("/metadata/order").textValue()).isEqualTo("A-1");
    assertThat(get("/api/flows/" + flow + "/entities").at("/total").intValue()).isZero();
    assertThat(post(path, json("{'body':{'id':1}}")).pointer()).isEqualTo("/mapping/email");
    assertThat(post(path, "{}").pointer()).isEqualTo("/body");

    Answer done = post(path, "{\"deliver\":true,\"body\":" + body + "}");
    assertThat(done.status()).isEqualTo(202);
    assertThat(done.at("/outcome").textValue()).isEqualTo("started");
    Answer then = post(path, "{\"body\":" + body + "}");
    assertThat(then.at("/outcome").textValue()).isEqualTo("ignored");
    assertThat(then.at("/reason").textValue()).isEqualTo("already_in_journey");
  }

  @Test
  void aDisabledEndpointTakesNothing() {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'new'");
    patch("/api/webhook-endpoints/" + endpoint, json("{'enabled':false}"));

    assertThat(deliver(endpoint, "d1", order("d@shop.example", "1")).status()).isEqualTo(409);
    assertThat(delete("/api/webhook-endpoints/" + endpoint).status()).isEqualTo(204);
    assertThat(get("/api/webhook-endpoints/" + endpoint).status()).isEqualTo(404);
    assertThat(deliver(endpoint, "d1", order("d@shop.example", "1")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/name",
        "{'name':'x','mapping':{'email':'body.e'},'uxNodeId':'new'}|/flowId",
        "{'name':'x','flowId':'FLOW','uxNodeId':'new'}|/mapping/email",
        "{'name':'x','flowId':'FLOW','uxNodeId':'new','mapping':{'email':'bdoy.e'}}|/mapping/email",
        "{'name':'x','flowId':'FLOW','uxNodeId':'new','mapping':{'email':'contact.email'}}|/mapping/email",
        "{'name':'x','flowId':'FLOW','uxNodeId':'new','mapping':{'email':'body.e','nme':'body.n'}}|/mapping/nme",
        "{'name':'x','flowId':'FLOW','uxNodeId':'new','mapping':{'email':'body.e','metadata.':'1'}}|/mapping/metadata.",
        "{'name':'x','flowId':'FLOW','uxNodeId':'crm','mapping':{'email':'body.e'}}|/uxNodeId",
        "{'name':'x','flowId':'FLOW','mapping':{'email':'body.e'}}|/uxNodeId",
        "{'name':'x','flowId':'FLOW','mapping':{'email':'body.e'},'routes':[{'when':'1 + 1','uxNodeId':'new'}]}|/routes/0/when",
        "{'name':'x','flowId':'FLOW','mapping':{'email':'body.e'},'routes':[{'when':'true','uxNodeId':'crm'}]}|/routes/0/uxNodeId",
        "{'name':'x','flowId':'FLOW','uxNodeId':'new','mapping':{'email':'body.e'},'secret':'whsec_short'}|/secret",
        "{'name':'x','flowId':'FLOW','uxNodeId':'new','mapping':{'email':'body.e'},'secret':'plain'}|/secret"
      })
  void badEndpointsAreRefusedByField(String body, String pointer) {
    Answer answer =
        post("/api/webhook-endpoints", json(body.replace("FLOW", published("bmc", SPINE))));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointer()).as(answer.text()).isEqualTo(pointer);
  }

  @Test
  void whatNoJourneyCouldCarryIsRefused() {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'new','event':'order_paid'");
    String order = "x".repeat(SizeLimits.METADATA);

    Answer answer = deliver(endpoint, "large", order("large@shop.example", order));

    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.pointer()).isEqualTo("/metadata");
  }

  @Test
  void postsThatAreNoJsonOrTooLargeAreRefused() {
    String endpoint = endpoint(published("bmc", SPINE), "'uxNodeId':'new'");

    assertThat(deliver(endpoint, "b1", "{oops").status()).isEqualTo(400);
    Answer unstorable = deliver(endpoint, "b2", "{\"a\":\"\\u0000\"}");
    assertThat(unstorable.status()).isEqualTo(422);
    assertThat(unstorable.pointer()).isEqualTo("/a");
    assertThat(deliver(endpoint, "b3", "\"" + "x".repeat(1 << 20) + "\"").status()).isEqualTo(413);
    assertThat(deliver(endpoint, "b4", "null").status()).isEqualTo(422);
    assertThat(deliver(endpoint, "with.stop", "{}").status()).isEqualTo(400);
  }

  private String endpoint(String flow, String more) {
    Answer answer =
        post(
            "/api/webhook-endpoints",
            json(
                "{'name':'Shop','flowId':'%s','secret':'%s',%s,%s}"
                    .formatted(flow, SECRET, MAPPING, more)));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.text()).doesNotContain("whsec_");
    return answer.at("/id").textValue();
  }

  private static String order(String email, String id) {
    return order(email, id, 10);
  }

  private static String order(String email, String id, int total) {
    return json(
        "{'id':'%s','total':%d,'plan':'gold','customer':{'email':'%s','name':'Ada'}}"
            .formatted(id, total, email));
  }

  private Answer deliver(String endpoint, String id, String body) {
    return deliver(endpoint, id, body, SECRET, Instant.now());
  }

  private Answer deliver(String endpoint, String id, String body, String secret, Instant at) {
    String signature;
    try {
      signature = new Webhook(secret).sign(id, at.getEpochSecond(), body);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return post(
        "/api/webhooks/" + endpoint,
        body,
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(at.getEpochSecond()),
        "webhook-signature",
        signature);
  }

  private static String entityOf(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.at("/entityId").textValue();
  }

  private String startNode(Answer entity) {
    return database
        .first(
            "SELECT start_node_id FROM entities WHERE id = ?",
            row -> row.text("start_node_id"),
            UUID.fromString(entity.at("/id").textValue()))
        .orElseThrow();
  }

  private Answer log(String endpoint) {
    return get("/api/webhook-endpoints/" + endpoint + "/deliveries");
  }

  /** What a journey has heard, once it is this much. */
  private static List<ScriptedWorkflow.Heard> heard(String entity, int count) {
    String workflow = "journey/" + entity;
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (ScriptedWorkflow.heardBy(workflow).size() < count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(ScriptedWorkflow.heardBy(workflow)).hasSize(count);
    return ScriptedWorkflow.heardBy(workflow);
  }
}
