package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever fans out, grows or is thrown at a workflow stays below the limits of a real server,
 * which the test server does not have.
 */
class BoundsTest {

  private static final RunningStack STACK = RunningStack.shared();
  private static final WorkflowClient TEMPORAL = STACK.temporal();
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "killed");

  /** CEL for an output of some 30 KiB. */
  private static final String LARGE =
      "[" + "1,".repeat(99) + "1].map(v, \\\"" + "x".repeat(297) + "\\\")";

  private static Api api;

  @BeforeAll
  static void connect() {
    api = STACK.api();
  }

  @Test
  void eachOfManyEventsReachesItsWaitOverAContinueAsNew() {
    Canvas canvas = new Canvas();
    for (int i = 0; i < 260; i++) {
      canvas.node("n" + i, "wait.event", "{'event':'go'}");
      if (i > 0) {
        canvas.edge("n" + (i - 1), "n" + i);
      }
    }
    String entity = entity(system(canvas));
    awaitStatus(entity, Set.of("waiting"));

    for (int i = 0; i < 260; i++) {
      post("/api/entities/" + entity + "/events", "{'id':'go%d','name':'go'}".formatted(i));
    }

    assertThat(awaitStatus(entity, Set.of("completed", "blocked"))).isEqualTo("completed");
  }

  @Test
  void manyLargeOutputsOfOneTurnEndWell() {
    Canvas canvas = large(new Canvas(), 80);

    assertThat(awaitStatus(entity(system(canvas)), Set.of("completed", "blocked")))
        .isEqualTo("completed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aPathThatFailsWithManyLargeOutputsIsRepaired(String isolation) {
    Canvas canvas = large(isolation.equals("inline") ? Canvas.inline() : new Canvas(), 40);
    canvas.node("bad", "transform", "{'values':{'v':'entity.metadata.divisor > 0 ? 1 : 1 / 0'}}");
    canvas.edge("n39", "bad");
    canvas.node("sum", "transform", "{'values':{'v':'size(steps.n1.output.v)'}}");
    canvas.edge("bad", "sum");
    String entity = entity(system(canvas));
    assertThat(awaitStatus(entity, Set.of("completed", "blocked"))).isEqualTo("blocked");

    api.send(
            "PATCH",
            "/api/entities/" + entity,
            "application/merge-patch+json",
            "{\"metadata\":{\"divisor\":1}}")
        .good();
    post("/api/entities/" + entity + "/retry", "{}");

    assertThat(awaitStatus(entity, Set.of("completed"))).isEqualTo("completed");
  }

  @Test
  void manyMailsSideBySideAreAllSent() {
    Canvas canvas = new Canvas();
    for (int i = 0; i < 300; i++) {
      canvas.node(
          "m" + i,
          "email.send",
          "{'subject':'s','text':'t','to':'fan%d@example.com'}".formatted(i));
    }

    JsonNode run = ended(system(canvas));

    assertThat(run.get("status").asText()).isEqualTo("completed");
    assertThat(run.get("successItems").asInt()).isEqualTo(300);
  }

  @Test
  void remoteStepsSeeLargeOutputsThatTheirRequestsDoNotCarry() {
    Canvas canvas = large(new Canvas(), 12);
    for (int i = 0; i < 40; i++) {
      canvas.node(
          "m" + i,
          "email.send",
          "{'subject':'{{steps.n0.output.v.[0]}}','text':'t','to':'x@example.com'}");
      canvas.edge("n11", "m" + i);
    }

    assertThat(ended(system(canvas)).get("status").asText()).isEqualTo("completed");
  }

  @Test
  void manyWaitsThatEndAtOnceEndInFewTurns() {
    Canvas canvas = new Canvas();
    for (int i = 0; i < 300; i++) {
      canvas.node("w" + i, "wait", "{'duration':'PT1S'}");
    }

    JsonNode run = ended(system(canvas));

    assertThat(run.get("status").asText()).isEqualTo("completed");
    assertThat(TEMPORAL.fetchHistory("run/" + run.get("id").asText()).getHistory().getEventsCount())
        .as("events of history, far fewer than waits")
        .isLessThan(300);
  }

  @Test
  void noSignalWhateverItHoldsKeepsAJourneyFromGoingOn() {
    long seed = Long.getLong("stitch.seed", 20_261_128L);
    System.out.printf("hostile signals: -Dstitch.seed=%d%n", seed);
    Random random = new Random(seed);
    Canvas canvas =
        new Canvas()
            .node("ask", "human.task", "{'title':'Fit?','choices':['yes','no']}")
            .node("then", "wait.event", "{'event':'x'}")
            .edge("ask", "then", "yes");
    String flow = system(canvas);
    String entity = entity(flow);
    awaitStatus(entity, Set.of("waiting"));
    String task = api.get("/api/tasks?entityId=" + entity).good().at("/data/0/id").asText();
    String path =
        api.get("/api/entities/" + entity).good().at("/runs/0/temporalWorkflowId").asText();
    WorkflowStub journey = TEMPORAL.newUntypedWorkflowStub("journey/" + entity);
    WorkflowStub child = TEMPORAL.newUntypedWorkflowStub(path);
    List<String> sent = new ArrayList<>();

    for (int i = 0; i < 150; i++) {
      String name = pick(random, SIGNALS);
      JsonNode argument = hostile(random, i, task);
      sent.add(name + " " + shortened(argument));
      (random.nextInt(3) == 0 ? child : journey).signal(name, argument);
    }
    journey.signal("event", (Object) null);

    Api.Answer answer = api.post("/api/tasks/" + task + "/answer", "{\"choice\":\"yes\"}");
    assertThat(answer.status())
        .as("-Dstitch.seed=%d; answered %s; sent: %s", seed, answer.body(), sent)
        .isEqualTo(200);
    post("/api/entities/" + entity + "/events", "{'id':'last','name':'x'}");
    assertThat(awaitStatus(entity, Set.of("completed", "blocked"))).isEqualTo("completed");
  }

  private static final List<String> SIGNALS =
      List.of(
          "intervene",
          "event",
          "callback",
          "pathWaiting",
          "pathEnded",
          "guestBegan",
          "answerTask",
          "adopt",
          "callEnded",
          "resume",
          "unknown");

  private static final List<String> ACTIONS =
      List.of("answerTask", "migrate", "retry", "setMetadata", "move", "controlRun", "no");

  /** Fields that the signals have, with values that they should not. */
  private static JsonNode hostile(Random random, int number, String task) {
    ObjectNode argument = JsonNodeFactory.instance.objectNode();
    argument.put("id", "hostile-" + number);
    argument.put("action", pick(random, ACTIONS));
    argument.put("name", random.nextBoolean() ? "noise" : "n\0");
    argument.set("args", fields(random, task));
    argument.setAll(fields(random, task));
    return argument;
  }

  private static ObjectNode fields(Random random, String task) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String name :
        List.of(
            "taskId",
            "runId",
            "uxNodeId",
            "nodeId",
            "plan",
            "values",
            "data",
            "end",
            "guest",
            "waitingOn",
            "callId",
            "owner",
            "version",
            "answer",
            "execution")) {
      if (random.nextBoolean()) {
        fields.set(name, value(random, name, task));
      }
    }
    fields.remove("choice"); // an answer that is right would end the question
    return fields;
  }

  private static JsonNode value(Random random, String name, String task) {
    return switch (random.nextInt(8)) {
      case 0 -> JsonNodeFactory.instance.nullNode();
      case 1 -> JsonNodeFactory.instance.textNode("nul \0 and half \uD800");
      case 2 -> nested(random.nextInt(700));
      case 3 -> JsonNodeFactory.instance.textNode("x".repeat(random.nextInt(100_000)));
      case 4 -> JsonNodeFactory.instance.textNode("+999999999-12-31T23:59:59Z");
      case 5 -> JsonNodeFactory.instance.objectNode().put(".".repeat(random.nextInt(600)), 1);
      case 6 -> JsonNodeFactory.instance.arrayNode().addNull();
      default ->
          name.equals("taskId")
              ? JsonNodeFactory.instance.textNode(task)
              : name.equals("plan")
                  ? JsonNodeFactory.instance
                      .objectNode()
                      .put("version", 9)
                      .put("hash", "a".repeat(64))
                  : JsonNodeFactory.instance.textNode(new UUID(random.nextLong(), 1).toString());
    };
  }

  private static JsonNode nested(int depth) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode at = root;
    for (int i = 0; i < depth; i++) {
      at = at.putObject("a");
    }
    return root;
  }

  private static String shortened(JsonNode argument) {
    String text = argument.toString();
    return text.length() < 200 ? text : text.substring(0, 200);
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static Canvas large(Canvas canvas, int steps) {
    for (int i = 0; i < steps; i++) {
      canvas.node("n" + i, "transform", "{'values':{'v':'" + LARGE + "'}}");
      if (i > 0) {
        canvas.edge("n" + (i - 1), "n" + i);
      }
    }
    return canvas;
  }

  private static String system(Canvas canvas) {
    return api.flow("system", "Bounds " + UUID.randomUUID(), canvas.graph());
  }

  /** An entity whose only stage has this flow. */
  private static String entity(String systemFlow) {
    String flow =
        api.flow("bmc", "Bounds " + UUID.randomUUID(), new Canvas().node("a", "ux", "{}").graph());
    api.map(flow, "a", systemFlow);
    String contact = api.contact("B", UUID.randomUUID() + "@example.com");
    return post("/api/entities", "{'flowId':'%s','contactId':'%s'}".formatted(flow, contact))
        .get("id")
        .asText();
  }

  private static JsonNode post(String path, String json) {
    return api.post(path, json.replace('\'', '"')).good();
  }

  private static JsonNode ended(String systemFlow) {
    String run = post("/api/flows/" + systemFlow + "/run", "{}").get("runId").asText();
    Eventually.within(LONG)
        .until(
            () -> FINAL.contains(api.get("/api/workflows/" + run).good().get("status").asText()),
            () -> "the run ends: " + api.get("/api/workflows/" + run).body());
    return api.get("/api/workflows/" + run).good();
  }

  private static String awaitStatus(String entity, Set<String> statuses) {
    Eventually.within(LONG)
        .until(
            () ->
                statuses.contains(api.get("/api/entities/" + entity).good().get("status").asText()),
            () -> "one of " + statuses + ": " + api.get("/api/entities/" + entity).body());
    return api.get("/api/entities/" + entity).good().get("status").asText();
  }
}
