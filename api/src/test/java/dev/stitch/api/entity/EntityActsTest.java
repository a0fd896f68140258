package dev.stitch.api.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.api.testing.ScriptedWorkflow;
import dev.stitch.machine.Refusal;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Ids;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class EntityActsTest extends JourneyApiTest {

  private String flow;
  private String entity;

  @BeforeEach
  void enter() {
    flow = published("bmc", SPINE);
    entity = entity(flow);
    project(entity, "new", "active");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "move    | {'uxNodeId':'won'}            | {'uxNodeId':'won'}",
        "move    | {'ux_node_id':'won'}          | {'uxNodeId':'won'}",
        "advance |                               | {}",
        "pause   |                               | {'owner':'ENTITY','timers':'FREEZE'}",
        "pause   | {'timers':'elapse'}           | {'timers':'ELAPSE'}",
        "resume  | {'mode':'send_now'}           | {'mode':'SEND_NOW'}",
        "retry   | {}                            | {'from':'FAILED_STEP','version':'PINNED'}",
        "retry   | {'from':'start'}              | {'from':'START'}",
        "skip    | {'nodeId':'a'}                | {'nodeId':'a'}",
        "cancel  | {'reason':'enough'}           | {'reason':'enough'}",
        "migrate | {'version':1,'nodeMap':{'new':'won'}} |"
            + " {'plan':{'version':1},'nodeMap':{'new':'won'}}"
      })
  void anActReachesTheJourneyAsAnUpdateAndAnswersTheEntity(
      String act, String body, String expected) {
    String path = "/api/entities/" + entity + "/" + act;

    Answer answer = body == null ? send("POST", path, null) : post(path, json(body));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.at("/id").textValue()).isEqualTo(entity);
    JsonNode heard = heard(act);
    assertThat(heard.at("/actor").textValue()).isEqualTo("user:local");
    assertThat(UUID.fromString(heard.at("/id").textValue()).version()).isEqualTo(7);
    assertThat(contains(heard, tree(expected))).as(heard.toString()).isTrue();
  }

  @Test
  void aFlowThatWasMappedLaterIsStartedAsItIsMapped() {
    String welcome = published("system", PATH);
    String path = "/api/entities/" + entity + "/start-flow";
    String body = "{'systemFlowId':'%s'}".formatted(welcome);
    assertThat(post(path, json("{}")).pointer()).isEqualTo("/systemFlowId");
    assertThat(post(path, json(body)).pointer()).as("not mapped").isEqualTo("/systemFlowId");
    post(
        "/api/flows/" + flow + "/ux-mapping",
        json("{'uxNodeId':'new','systemFlowId':'%s','position':2}".formatted(welcome)));

    assertThat(post(path, json(body)).status()).isEqualTo(200);

    JsonNode heard = heard("startFlow");
    assertThat(heard.at("/uxNodeId").textValue()).isEqualTo("new");
    assertThat(heard.at("/flow/position").intValue()).isEqualTo(2);
    assertThat(heard.at("/flow/plan/version").intValue()).isEqualTo(1);
  }

  @Test
  void theSameKeyIsTheSameAct() {
    String path = "/api/entities/" + entity + "/pause";

    assertThat(send("POST", path, null, "Idempotency-Key", "p-1").status()).isEqualTo(200);
    assertThat(send("POST", path, null, "Idempotency-Key", "p-1").status()).isEqualTo(200);

    assertThat(ScriptedWorkflow.heardBy("journey/" + entity)).hasSize(1);
    assertThat(heard("pause").at("/id").textValue()).isEqualTo("p-1");
  }

  @ParameterizedTest
  @CsvSource({
    "CLOSED, the journey has ended, 409,",
    "WRONG_STATE, it is already paused, 409,",
    "NOT_FOUND, the journey has no open task, 404,",
    "INVALID, mode: makes no sense, 422, /mode"
  })
  void aRefusalIsAProblemOfItsKind(Refusal.Code code, String message, int status, String pointer) {
    ScriptedWorkflow.REFUSALS.put("resume", new Refusal(code, message));

    Answer answer = send("POST", "/api/entities/" + entity + "/resume", null);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.at("/detail").textValue()).containsIgnoringCase(message);
    assertThat(answer.pointer()).isEqualTo(pointer);
  }

  @Test
  void anEntityThatHasEndedTakesNoActs() {
    project(entity, "won", "completed");

    Answer answer = send("POST", "/api/entities/" + entity + "/advance", null);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/detail").textValue()).contains("completed");
  }

  @Test
  void anActThatEndedTheJourneyIsAnsweredAgainUnderItsKey() {
    String path = "/api/entities/" + entity + "/cancel";
    send("POST", path, null, "Idempotency-Key", "c-1");
    project(entity, "new", "cancelled");

    Answer again = send("POST", path, null, "Idempotency-Key", "c-1");

    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.at("/status").textValue()).isEqualTo("cancelled");
    assertThat(send("POST", path, null, "Idempotency-Key", "c-2").status()).isEqualTo(409);
  }

  @Test
  void badRequestsNeverReachTheJourney() {
    String acts = "/api/entities/" + entity + "/";

    assertThat(post(acts + "move", json("{'uxNodeId':'crm'}")).pointer()).isEqualTo("/uxNodeId");
    assertThat(post(acts + "move", "{}").pointer()).isEqualTo("/uxNodeId");
    assertThat(post(acts + "move", "[]").status()).isEqualTo(400);
    assertThat(post(acts + "pause", "{").status()).isEqualTo(400);
    assertThat(post(acts + "pause", json("{'timers':'melt'}")).pointer()).isEqualTo("/timers");
    assertThat(post(acts + "resume", json("{'mode':1}")).status()).isEqualTo(400);
    assertThat(post(acts + "retry", json("{'runId':'x'}")).pointer()).isEqualTo("/runId");
    assertThat(post(acts + "retry", json("{'version':'latest'}")).pointer()).isEqualTo("/runId");
    assertThat(post(acts + "migrate", "{}").pointer()).isEqualTo("/version");
    assertThat(post(acts + "migrate", json("{'version':9}")).pointer()).isEqualTo("/version");
    assertThat(post(acts + "cancel", json("{'because':'x'}")).status()).isEqualTo(422);
    assertThat(send("POST", "/api/entities/" + Ids.next() + "/advance", null).status())
        .isEqualTo(404);
    assertThat(ScriptedWorkflow.heardBy("journey/" + entity)).isEmpty();
  }

  @Test
  void metadataIsPatchedByPath() {
    Answer answer =
        patch(
            "/api/entities/" + entity, json("{'metadata':{'a':{'b':1,'c':null},'d':[1],'e':{}}}"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(heard("setMetadata").at("/values"))
        .isEqualTo(tree("{'a.b':1,'a.c':null,'d':[1],'e':{}}"));
    assertThat(patch("/api/entities/" + entity, "{}").pointer()).isEqualTo("/metadata");
    assertThat(patch("/api/entities/" + entity, json("{'status':'active'}")).status())
        .isEqualTo(422);
  }

  @Test
  void anEventReachesTheJourneyAsASignal() {
    Answer answer =
        post(
            "/api/entities/" + entity + "/events",
            json("{'id':'ev-1','name':'paid','data':{'sum':3}}"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.at("/id").textValue()).isEqualTo("ev-1");
    assertThat(answer.at("/late").booleanValue()).isFalse();
    assertThat(heard("event"))
        .isEqualTo(tree("{'id':'ev-1','name':'paid','data':{'sum':3},'source':'api'}"));
  }

  @Test
  void anEventForAnEntityThatHasEndedIsRecordedAsLate() {
    project(entity, "won", "exited");

    Answer answer = post("/api/entities/" + entity + "/events", json("{'name':'paid'}"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.at("/late").booleanValue()).isTrue();
    assertThat(
            database.exists(
                "SELECT 1 FROM audit_log WHERE action = 'late_event' AND subject = ?",
                "entity/" + entity))
        .isTrue();
  }

  @Test
  void anEventNeedsANameAndFitsIntoWorkflowState() {
    String events = "/api/entities/" + entity + "/events";

    assertThat(post(events, "{}").pointer()).isEqualTo("/name");
    assertThat(post(events, json("{'name':' '}")).pointer()).isEqualTo("/name");
    assertThat(
            post(events, json("{'name':'x','data':'" + "y".repeat(SizeLimits.EVENT_DATA) + "'}"))
                .pointer())
        .isEqualTo("/data");
    assertThat(post("/api/entities/" + Ids.next() + "/events", json("{'name':'x'}")).status())
        .isEqualTo(404);
  }

  @Test
  void aKeyBelongsToOneActOfOneEntityWithOneBody() {
    String acts = "/api/entities/" + entity + "/";
    String other = entity(published("bmc", SPINE));
    String[] key = {"Idempotency-Key", "once-" + entity};
    assertThat(post(acts + "pause", json("{'timers':'elapse'}"), key).status()).isEqualTo(200);

    for (Answer refused :
        List.of(
            post(acts + "pause", json("{'timers':'freeze'}"), key),
            send("POST", acts + "resume", null, key),
            post("/api/entities/" + other + "/pause", json("{'timers':'elapse'}"), key),
            post(acts + "events", json("{'name':'paid'}"), key),
            patch("/api/entities/" + entity, json("{'metadata':{'a':1}}"), key),
            post("/api/flows/" + published("system", PATH) + "/run", "{}", key))) {
      assertThat(refused.status()).as(refused.text()).isEqualTo(422);
      assertThat(refused.pointer()).isEqualTo("/Idempotency-Key");
      assertThat(refused.at("/detail").textValue()).contains("send a new key");
    }
    assertThat(post(acts + "pause", json("{'timers':'elapse'}"), key).status()).isEqualTo(200);
    assertThat(ScriptedWorkflow.heardBy("journey/" + entity)).hasSize(1);
    assertThat(ScriptedWorkflow.heardBy("journey/" + other)).isEmpty();
  }

  @Test
  void ofTwoActsAtOnceUnderOneKeyOneIsRefused() {
    String acts = "/api/entities/" + entity + "/";
    String[] key = {"Idempotency-Key", "race-" + entity};

    List<Integer> statuses =
        List.of("pause", "advance").parallelStream()
            .map(act -> send("POST", acts + act, null, key).status())
            .sorted()
            .toList();

    assertThat(statuses).containsExactly(200, 422);
    assertThat(ScriptedWorkflow.heardBy("journey/" + entity)).hasSize(1);
  }

  @Test
  void theKeyOfARefusedActMayBeUsedForABetterOne() {
    String acts = "/api/entities/" + entity + "/";
    String[] key = {"Idempotency-Key", "better-" + entity};

    assertThat(post(acts + "move", json("{'uxNodeId':'crm'}"), key).status()).isEqualTo(422);
    assertThat(post(acts + "move", json("{'uxNodeId':'won'}"), key).status()).isEqualTo(200);
  }

  @Test
  void anEventIsKnownByItsIdOrKeyThoughTheWorkflowHasForgottenIt() {
    String events = "/api/entities/" + entity + "/events";
    String event = json("{'id':'e-7','name':'paid'}");
    assertThat(post(events, event).status()).isEqualTo(202);
    assertThat(post(events, json("{'name':'seen'}"), "Idempotency-Key", "k-7").status())
        .isEqualTo(202);
    heard("event");

    Answer again = post(events, event, "Idempotency-Key", "k-8");
    Answer sameKey = post(events, json("{'name':'seen'}"), "Idempotency-Key", "k-7");
    post(events, json("{'id':'last','name':'last'}"));

    assertThat(again.body()).isEqualTo(tree("{'id':'e-7','late':false}"));
    assertThat(sameKey.body()).isEqualTo(tree("{'id':'k-7','late':false}"));
    // The scripted workflow, unlike a journey, remembers no ids.
    while (!heard("event").at("/id").textValue().equals("last")) {
      Thread.onSpinWait();
    }
    assertThat(ScriptedWorkflow.heardBy("journey/" + entity)).hasSize(3);
  }

  @Test
  void metadataIsBoundedAsItComesAndAsItBecomes() {
    String path = "/api/entities/" + entity;
    String large = "x".repeat(SizeLimits.METADATA);
    database.update(
        "UPDATE entities SET metadata = jsonb_build_object('kept', repeat('x', 40000)) WHERE id ="
            + " ?",
        UUID.fromString(entity));

    for (String metadata :
        List.of(
            "{'a':'" + large + "'}",
            "{'a':'" + "x".repeat(30_000) + "'}",
            "{'" + "a.".repeat(499) + "a':1}",
            "{'" + "a.".repeat(60) + "a':" + "[".repeat(10) + "]".repeat(10) + "}")) {
      Answer answer = patch(path, json("{'metadata':" + metadata + "}"));
      assertThat(answer.status()).as(answer.text()).isEqualTo(422);
      assertThat(answer.pointer()).isEqualTo("/metadata");
    }
    assertThat(patch(path, json("{'metadata':{'kept':null}}")).status()).isEqualTo(200);
    String create = "{'flowId':'%s','contactId':'%s','metadata':{'a':'%s'}}";
    assertThat(
            post("/api/entities", json(create.formatted(published("bmc", SPINE), contact(), large)))
                .pointer())
        .isEqualTo("/metadata");
  }

  /** What the entity's journey heard last under a name; signals come a moment after the answer. */
  private JsonNode heard(String name) {
    return Awaitility.await(name + " reaches the journey")
        .until(
            () ->
                ScriptedWorkflow.heardBy("journey/" + entity).stream()
                    .filter(message -> message.name().equals(name))
                    .toList(),
            heard -> !heard.isEmpty())
        .getLast()
        .argument();
  }

  private static boolean contains(JsonNode whole, JsonNode part) {
    return part.isObject()
        ? part.propertyStream()
            .allMatch(property -> contains(whole.path(property.getKey()), property.getValue()))
        : whole.equals(part);
  }
}
