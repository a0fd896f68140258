package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.ExternalEvent;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people see within a minute of what an operator does in Temporal without asking us. */
class OutsideHandsTest {

  private static final RunningStack STACK = RunningStack.shared();

  /** As the design says. */
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "killed");
  private static final WorkflowClient TEMPORAL = STACK.temporal();
  private static final OutsideHands OPERATOR = new OutsideHands(TEMPORAL);

  private static Api api;
  private static ReadModel database;
  private static ProjectionCheck projection;

  /** Sends a mail, then waits for an event. */
  private static String mailAndWait;

  private static String ask;
  private static String waitInline;
  private static String callOne;
  private static String callMany;

  /** What an operator takes hold of. */
  private enum Part {
    PATH,
    SUBFLOW,
    FOR_EACH,
    ITEM
  }

  @BeforeAll
  static void publish() {
    api = STACK.api();
    database = new ReadModel(STACK);
    projection = new ProjectionCheck(database, new Workflows(STACK));
    mailAndWait = system(mailThenWait(new Canvas()));
    waitInline = system(mailThenWait(Canvas.inline()));
    ask =
        system(
            new Canvas()
                .node("ask", "human.task", "{'title':'Fit?','choices':['yes','no']}")
                .node("more", "wait.event", "{'event':'go'}")
                .edge("ask", "more", "yes"));
    callOne =
        system(new Canvas().node("call", "subflow", "{'flowId':'%s'}".formatted(mailAndWait)));
    callMany =
        system(
            new Canvas()
                .node(
                    "call",
                    "for_each",
                    "{'flowId':'%s','items':'[1, 2, 3]'}".formatted(mailAndWait)));
  }

  // ---- resets ----

  @ParameterizedTest
  @EnumSource
  void aResetJourneyGoesOnWithItsPathsAndSendsNothingTwice(OutsideHands.Point point) {
    String address = UUID.randomUUID() + "@example.org";
    String entity = enter(flow(mailAndWait, mailAndWait), address);
    awaitRun(entity, "one", "waiting at its event");
    send(entity, "go");
    awaitRun(entity, "two", "waiting at its event");

    String run = OPERATOR.reset("journey/" + entity, point);

    await(entity, "/temporalRunId", run, "/status", "waiting", "/currentNodeId", "two");
    assertSent(address, 2);
    agrees(entity);
    send(entity, "go");
    await(entity, "/status", "completed");
    assertSent(address, 2);
    agrees(entity);
  }

  @Test
  void aJourneyThatWasTerminatedLivesAgainBesideTheOneThatFollowedIt() {
    String flow = flow(waitInline);
    String address = UUID.randomUUID() + "@example.org";
    String first = enter(flow, address);
    await(first, "/status", "waiting");
    OPERATOR.end("journey/" + first, OutsideHands.End.TERMINATE);
    await(first, "/status", "cancelled");
    String second = enterAgain(flow, first);
    await(second, "/status", "waiting");

    OPERATOR.reset("journey/" + first, OutsideHands.Point.LAST_TASK);

    await(first, "/status", "waiting", "/runs/0/status", "running");
    agrees(first);
    send(first, "go");
    await(first, "/status", "completed");
    await(second, "/status", "waiting");
    assertSent(address, 2);
  }

  @Test
  void aCompletedJourneyThatIsResetEndsAgain() {
    String address = UUID.randomUUID() + "@example.org";
    String entity = enter(flow(mailAndWait), address);
    awaitRun(entity, "one", "waiting at its event");
    send(entity, "go");
    await(entity, "/status", "completed");

    String run = OPERATOR.reset("journey/" + entity, OutsideHands.Point.FIRST_TASK);

    await(entity, "/temporalRunId", run, "/status", "completed");
    assertSent(address, 1);
    agrees(entity);
  }

  /** Temporal applies the answer again before the path has come to its question: it is kept. */
  @Test
  void anAnswerAfterThePointOfTheResetIsTakenWhenThePathComesToItsQuestionAgain() {
    String entity = enter(flow(ask), UUID.randomUUID() + "@example.org");
    String task = awaitTask(entity, "step");
    JsonNode path = run(entity, "one");
    answer(task);
    awaitRun(entity, "one", "waiting at its event");

    String again = OPERATOR.reset(path.get("workflowId").asText(), OutsideHands.Point.FIRST_TASK);

    awaitRow(path.get("id").asText(), again, "running");
    awaitRun(entity, "one", "waiting at its event");
    assertThat(api.get("/api/tasks?state=open&entityId=" + entity).good().get("data")).isEmpty();
    send(entity, "go");
    await(entity, "/status", "completed");
    agrees(entity);
  }

  @ParameterizedTest
  @EnumSource
  void aResetPathDoesNotBlockItsEntityAndSendsNothingTwice(OutsideHands.Point point) {
    String address = UUID.randomUUID() + "@example.org";
    String entity = enter(flow(mailAndWait), address);
    awaitRun(entity, "one", "waiting at its event");

    String run = OPERATOR.reset(run(entity, "one").get("workflowId").asText(), point);

    awaitRow(run(entity, "one").get("id").asText(), run, "running");
    awaitRun(entity, "one", "waiting at its event");
    assertThat(entity(entity).get("status").asText()).isNotEqualTo("blocked");
    send(entity, "go");
    await(entity, "/status", "completed");
    assertSent(address, 1);
  }

  @ParameterizedTest
  @EnumSource
  void aKilledDirectRunThatIsResetIsOpenAgain(OutsideHands.Point point) {
    String run =
        api.post("/api/flows/" + waitAlone() + "/run", Canvas.json("{'input':{'n':1}}").toString())
            .good()
            .get("runId")
            .asText();
    OPERATOR.awaitCompletedTask("run/" + run);
    api.post("/api/workflows/" + run + "/kill", "{}").good();

    String again = OPERATOR.reset("run/" + run, point);

    awaitRow(run, again, "running");
    awaitNode(run, "wait", "waiting");
    signal("run/" + run, "go");
    awaitRunStatus(run, "completed");
  }

  @ParameterizedTest
  @EnumSource
  void whatACallerHasCalledIsHeardByTheCallerThatWasReset(OutsideHands.Point point) {
    String one = enter(flow(callOne), UUID.randomUUID() + "@example.org");
    String many = enter(flow(callMany), UUID.randomUUID() + "@example.org");
    String subflow = awaitCalled(one, 1).getFirst();
    List<String> items = awaitCalled(many, 3);
    // One item has ended before the reset, and its end is in no history that is left.
    signal(items.getFirst(), "go");
    awaitRunStatus(items.getFirst().substring("run/".length()), "completed");

    OPERATOR.reset(run(one, "one").get("workflowId").asText(), point);
    OPERATOR.reset(run(many, "one").get("workflowId").asText(), point);
    OPERATOR.reset(eachOf(many), point);
    OPERATOR.reset(items.get(1), point);

    signal(subflow, "go");
    await(one, "/status", "completed");
    awaitNode(items.get(1).substring("run/".length()), "wait", "waiting");
    signal(items.get(1), "go");
    signal(items.get(2), "go");
    await(many, "/status", "completed");
  }

  @Test
  void aPathThatIsResetAfterItHasBlockedItsEntityUnblocksIt() {
    String entity = enter(flow(mailAndWait), UUID.randomUUID() + "@example.org");
    awaitRun(entity, "one", "waiting at its event");
    String path = run(entity, "one").get("workflowId").asText();
    OPERATOR.end(path, OutsideHands.End.TERMINATE);
    await(entity, "/status", "blocked");
    String task = awaitTask(entity, "blocked");

    OPERATOR.reset(path, OutsideHands.Point.LAST_TASK);
    awaitNode(run(entity, "one").get("id").asText(), "wait", "waiting");
    signal(path, "go");

    await(entity, "/status", "completed");
    assertThat(api.get("/api/tasks/" + task).good().get("state").asText()).isEqualTo("cancelled");
    agrees(entity);
  }

  @Test
  void aPathOfALaterStageEndsWithTheJourneyThatWasResetAndEndsElsewhere() {
    String flow = flow(mailAndWait, mailAndWait);
    String entity = enter(flow, UUID.randomUUID() + "@example.org");
    awaitRun(entity, "one", "waiting at its event");
    send(entity, "go");
    awaitRun(entity, "two", "waiting at its event");
    String later = run(entity, "two").get("id").asText();
    // The stage that it is set back to has more to do by now.
    api.map(flow, "one", ask);

    OPERATOR.reset("journey/" + entity, OutsideHands.Point.FIRST_TASK);
    await(entity, "/currentNodeId", "one", "/status", "waiting");
    awaitTask(entity, "step");
    api.post("/api/entities/" + entity + "/cancel", "{}").good();

    await(entity, "/status", "cancelled");
    Eventually.within(A_MINUTE.multipliedBy(2))
        .until(
            () ->
                api.get("/api/workflows/" + later)
                    .good()
                    .get("status")
                    .asText()
                    .equals("cancelled"),
            () -> "the later path is cancelled: " + api.get("/api/workflows/" + later).body());
  }

  // ---- ends ----

  @ParameterizedTest
  @EnumSource
  void anEndOfOnePartBlocksTheEntityWithATaskThatSaysWhy(OutsideHands.End end) {
    Map<Part, String> entities = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      String path =
          switch (part) {
            case PATH -> mailAndWait;
            case SUBFLOW -> callOne;
            case FOR_EACH, ITEM -> callMany;
          };
      entities.put(part, enter(flow(path), UUID.randomUUID() + "@example.org"));
    }
    awaitRun(entities.get(Part.PATH), "one", "waiting at its event");
    String subflow = awaitCalled(entities.get(Part.SUBFLOW), 1).getFirst();
    List<String> items = awaitCalled(entities.get(Part.FOR_EACH), 3);
    String item = awaitCalled(entities.get(Part.ITEM), 3).getFirst();

    OPERATOR.end(run(entities.get(Part.PATH), "one").get("workflowId").asText(), end);
    OPERATOR.end(subflow, end);
    OPERATOR.end(eachOf(entities.get(Part.FOR_EACH)), end);
    OPERATOR.end(item, end);
    // An item that failed ends its for_each once the others have ended.
    awaitCalled(entities.get(Part.ITEM), 3).stream()
        .filter(other -> !other.equals(item))
        .forEach(other -> signal(other, "go"));

    entities.forEach(
        (part, entity) -> {
          await(entity, "/status", "blocked");
          assertThat(api.get("/api/tasks/" + awaitTask(entity, "blocked")).good().toString())
              .as(part + " after " + end)
              .containsAnyOf("terminated", "cancelled", "killed", "gone from Temporal");
        });
    items.forEach(other -> awaitFinal(other.substring("run/".length())));
    awaitFinal(subflow.substring("run/".length()));
  }

  @ParameterizedTest
  @EnumSource
  void anEndedJourneyIsCancelledAndSoIsWhatItHadStarted(OutsideHands.End end) {
    String entity = enter(flow(mailAndWait), UUID.randomUUID() + "@example.org");
    awaitRun(entity, "one", "waiting at its event");

    OPERATOR.end("journey/" + entity, end);

    assertThat(api.post("/api/entities/" + entity + "/pause", "{}").status())
        .as("an act on it has its effect, or says that it has none")
        .isIn(409, 503);
    await(entity, "/status", "cancelled", "/runs/0/status", "cancelled");
    JsonNode last =
        api.get("/api/entities/" + entity + "/journey-events?sort=-seq").good().at("/data/0");
    assertThat(last.get("type").asText()).isEqualTo("journey_cancelled");
  }

  @ParameterizedTest
  @EnumSource
  void anEndedDirectRunSaysSo(OutsideHands.End end) {
    String run = api.post("/api/flows/" + waitAlone() + "/run", "{}").good().get("runId").asText();
    awaitNode(run, "wait", "waiting");

    OPERATOR.end("run/" + run, end);

    awaitRunStatus(run, end == OutsideHands.End.CANCEL ? "cancelled" : "killed");
  }

  // ---- what there is ----

  private static String system(Canvas canvas) {
    return api.flow("system", "Part " + UUID.randomUUID(), canvas.graph());
  }

  private static Canvas mailThenWait(Canvas canvas) {
    return canvas
        .node("mail", "email.send", "{'mailbox':'built-in','subject':'Hello','text':'Hi.'}")
        .node("wait", "wait.event", "{'event':'go'}")
        .edge("mail", "wait");
  }

  private static String waitAlone() {
    return system(new Canvas().node("wait", "wait.event", "{'event':'go'}"));
  }

  /** A spine of {@code one}, {@code two}, … with one of these flows at each. */
  private static String flow(String... paths) {
    String[] stages = paths.length == 1 ? new String[] {"one"} : new String[] {"one", "two"};
    String flow = api.flow("bmc", "Spine " + UUID.randomUUID(), Canvas.spine(stages).graph());
    for (int i = 0; i < paths.length; i++) {
      api.map(flow, stages[i], paths[i]);
    }
    return flow;
  }

  private static String enter(String flow, String address) {
    return entered(flow, api.contact("Ada", address));
  }

  private static String enterAgain(String flow, String earlier) {
    return entered(flow, entity(earlier).get("contactId").asText());
  }

  private static String entered(String flow, String contact) {
    ObjectNode request = JsonCodec.MAPPER.createObjectNode();
    request.put("flowId", flow).put("contactId", contact);
    return api.post("/api/entities", request).good().get("id").asText();
  }

  private static void send(String entity, String event) {
    api.post("/api/entities/" + entity + "/events", "{\"name\":\"" + event + "\"}").good();
  }

  private static void signal(String workflowId, String event) {
    TEMPORAL
        .newUntypedWorkflowStub(workflowId)
        .signal("event", new ExternalEvent(UUID.randomUUID().toString(), event, null, "api"));
  }

  private static void answer(String task) {
    api.post("/api/tasks/" + task + "/answer", "{\"choice\":\"yes\"}").good();
  }

  // ---- what is seen of it ----

  private static JsonNode entity(String id) {
    return api.get("/api/entities/" + id).good();
  }

  private static JsonNode run(String entity, String stage) {
    for (JsonNode run : entity(entity).get("runs")) {
      if (run.get("uxNodeId").asText().equals(stage)) {
        return run;
      }
    }
    throw new IllegalStateException("no run at " + stage + ": " + entity(entity));
  }

  /** A journey that was reset hears from its paths, one after another, what they wait for. */
  private static void agrees(String entity) {
    Awaitility.await().atMost(A_MINUTE).untilAsserted(() -> projection.entity(entity));
  }

  /** Awaits that each pointer has the value that follows it. */
  private static void await(String entity, String... pointersAndValues) {
    Eventually.within(A_MINUTE)
        .until(
            () -> {
              ObjectNode seen = entity(entity).deepCopy();
              seen.put("temporalRunId", temporalRunId(entity));
              for (int i = 0; i < pointersAndValues.length; i += 2) {
                if (!seen.at(pointersAndValues[i]).asText().equals(pointersAndValues[i + 1])) {
                  return false;
                }
              }
              return true;
            },
            () ->
                String.join(" ", pointersAndValues)
                    + ", run "
                    + temporalRunId(entity)
                    + ": "
                    + entity(entity));
  }

  private static String temporalRunId(String entity) {
    return database
        .texts("SELECT temporal_run_id FROM entities WHERE id = ?", UUID.fromString(entity))
        .getFirst();
  }

  private static void awaitRun(String entity, String stage, String what) {
    Eventually.within(A_MINUTE)
        .until(
            () ->
                run(entity, stage).get("status").asText().equals("running")
                    && entity(entity).get("status").asText().equals("waiting")
                    && entity(entity).get("waitingOn").toString().contains("\"event\""),
            () -> "the path at " + stage + " is " + what + ": " + entity(entity));
  }

  private static void awaitRow(String run, String temporalRunId, String status) {
    Eventually.within(A_MINUTE)
        .until(
            () ->
                database.number(
                        "SELECT count(*) FROM workflow_runs WHERE id = ? AND temporal_run_id = ? AND status = ? AND completed_at IS NULL",
                        UUID.fromString(run),
                        temporalRunId,
                        status)
                    == 1,
            () -> status + " by " + temporalRunId + ": " + api.get("/api/workflows/" + run).body());
  }

  private static void awaitNode(String run, String node, String status) {
    Eventually.within(A_MINUTE)
        .until(
            () ->
                api.get("/api/workflows/" + run)
                    .good()
                    .at("/nodeStates/" + node + "/status")
                    .asText()
                    .equals(status),
            () -> node + " is " + status + ": " + api.get("/api/workflows/" + run).body());
  }

  private static void awaitRunStatus(String run, String status) {
    Eventually.within(A_MINUTE)
        .until(
            () -> api.get("/api/workflows/" + run).good().get("status").asText().equals(status),
            () -> "the run is " + status + ": " + api.get("/api/workflows/" + run).body());
  }

  private static void awaitFinal(String run) {
    Eventually.within(A_MINUTE)
        .until(
            () -> FINAL.contains(api.get("/api/workflows/" + run).good().get("status").asText()),
            () -> "the run has ended: " + api.get("/api/workflows/" + run).body());
  }

  /** The workflows of so many runs that the entity's path has called and that wait. */
  private static List<String> awaitCalled(String entity, int count) {
    Eventually.within(A_MINUTE)
        .until(
            () ->
                database.number(
                        """
                        SELECT count(*) FROM workflow_runs r JOIN workflow_runs p ON p.id = r.parent_run_id
                        WHERE p.entity_id = ? AND p.visit IS NOT NULL
                          AND (r.node_states -> 'wait' ->> 'status' = 'waiting' OR r.completed_at IS NOT NULL)
                        """,
                        UUID.fromString(entity))
                    == count,
            () -> count + " called runs wait: " + entity(entity));
    return database.texts(
        """
        SELECT r.temporal_workflow_id FROM workflow_runs r JOIN workflow_runs p ON p.id = r.parent_run_id
        WHERE p.entity_id = ? AND p.visit IS NOT NULL ORDER BY r.trigger ->> 'index'
        """,
        UUID.fromString(entity));
  }

  /** The workflow that runs the items. */
  private static String eachOf(String entity) {
    return database
        .texts(
            """
            SELECT r.config -> 'caller' ->> 'workflowId' FROM workflow_runs r
            JOIN workflow_runs p ON p.id = r.parent_run_id WHERE p.entity_id = ? LIMIT 1
            """,
            UUID.fromString(entity))
        .getFirst();
  }

  private static String awaitTask(String entity, String kind) {
    String select =
        "SELECT id FROM human_tasks WHERE entity_id = ? AND kind = ? AND state = 'open'";
    Eventually.within(A_MINUTE)
        .until(
            () -> !database.texts(select, UUID.fromString(entity), kind).isEmpty(),
            () -> "a task of kind " + kind + ": " + entity(entity));
    return database.texts(select, UUID.fromString(entity), kind).getFirst();
  }

  private static void assertSent(String address, int mails) {
    assertThat(database.number("SELECT count(*) FROM email_messages WHERE to_addr = ?", address))
        .as("mails to " + address)
        .isEqualTo(mails);
  }
}
