package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.ExternalEvent;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;

/**
 * A stack whose workflows an operator takes hold of in Temporal without asking us, and what people
 * see of that within a minute.
 */
abstract class OperatedStack {

  static final RunningStack STACK = RunningStack.shared();

  /** As the design says. */
  static final Duration A_MINUTE = Duration.ofMinutes(1);

  static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "killed");
  static final WorkflowClient TEMPORAL = STACK.temporal();
  static final OutsideHands OPERATOR = new OutsideHands(TEMPORAL);

  static Api api;
  static ReadModel database;
  static ProjectionCheck projection;

  /** Sends a mail, then waits for an event. */
  static String mailAndWait;

  static String ask;
  static String waitInline;
  static String callOne;
  static String callMany;

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

  // ---- what there is ----

  static String system(Canvas canvas) {
    return api.flow("system", "Part " + UUID.randomUUID(), canvas.graph());
  }

  static Canvas mailThenWait(Canvas canvas) {
    return canvas
        .node("mail", "email.send", "{'mailbox':'built-in','subject':'Hello','text':'Hi.'}")
        .node("wait", "wait.event", "{'event':'go'}")
        .edge("mail", "wait");
  }

  static String waitAlone() {
    return system(new Canvas().node("wait", "wait.event", "{'event':'go'}"));
  }

  /** A spine of {@code one}, {@code two}, … with one of these flows at each. */
  static String flow(String... paths) {
    String[] stages = paths.length == 1 ? new String[] {"one"} : new String[] {"one", "two"};
    String flow = api.flow("bmc", "Spine " + UUID.randomUUID(), Canvas.spine(stages).graph());
    for (int i = 0; i < paths.length; i++) {
      api.map(flow, stages[i], paths[i]);
    }
    return flow;
  }

  static String enter(String flow, String address) {
    return entered(flow, api.contact("Ada", address));
  }

  static String enterAgain(String flow, String earlier) {
    return entered(flow, entity(earlier).get("contactId").asText());
  }

  static String entered(String flow, String contact) {
    ObjectNode request = JsonCodec.MAPPER.createObjectNode();
    request.put("flowId", flow).put("contactId", contact);
    return api.post("/api/entities", request).good().get("id").asText();
  }

  static void send(String entity, String event) {
    api.post("/api/entities/" + entity + "/events", "{\"name\":\"" + event + "\"}").good();
  }

  static void signal(String workflowId, String event) {
    TEMPORAL
        .newUntypedWorkflowStub(workflowId)
        .signal("event", new ExternalEvent(UUID.randomUUID().toString(), event, null, "api"));
  }

  static void answer(String task) {
    api.post("/api/tasks/" + task + "/answer", "{\"choice\":\"yes\"}").good();
  }

  // ---- what is seen of it ----

  static JsonNode entity(String id) {
    return api.get("/api/entities/" + id).good();
  }

  static JsonNode run(String entity, String stage) {
    for (JsonNode run : entity(entity).get("runs")) {
      if (run.get("uxNodeId").asText().equals(stage)) {
        return run;
      }
    }
    throw new IllegalStateException("no run at " + stage + ": " + entity(entity));
  }

  /** A journey that was reset hears from its paths, one after another, what they wait for. */
  static void agrees(String entity) {
    Awaitility.await().atMost(A_MINUTE).untilAsserted(() -> projection.entity(entity));
  }

  /** Awaits that each pointer has the value that follows it. */
  static void await(String entity, String... pointersAndValues) {
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

  static String temporalRunId(String entity) {
    return database
        .texts("SELECT temporal_run_id FROM entities WHERE id = ?", UUID.fromString(entity))
        .getFirst();
  }

  static void awaitRun(String entity, String stage, String what) {
    Eventually.within(A_MINUTE)
        .until(
            () ->
                run(entity, stage).get("status").asText().equals("running")
                    && entity(entity).get("status").asText().equals("waiting")
                    && entity(entity).get("waitingOn").toString().contains("\"event\""),
            () -> "the path at " + stage + " is " + what + ": " + entity(entity));
  }

  static void awaitRow(String run, String temporalRunId, String status) {
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

  static void awaitNode(String run, String node, String status) {
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

  static void awaitRunStatus(String run, String status) {
    Eventually.within(A_MINUTE)
        .until(
            () -> api.get("/api/workflows/" + run).good().get("status").asText().equals(status),
            () -> "the run is " + status + ": " + api.get("/api/workflows/" + run).body());
  }

  static void awaitFinal(String run) {
    Eventually.within(A_MINUTE)
        .until(
            () -> FINAL.contains(api.get("/api/workflows/" + run).good().get("status").asText()),
            () -> "the run has ended: " + api.get("/api/workflows/" + run).body());
  }

  /** The workflows of so many runs that the entity's path has called and that wait. */
  static List<String> awaitCalled(String entity, int count) {
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
  static String eachOf(String entity) {
    return database
        .texts(
            """
            SELECT r.config -> 'caller' ->> 'workflowId' FROM workflow_runs r
            JOIN workflow_runs p ON p.id = r.parent_run_id WHERE p.entity_id = ? LIMIT 1
            """,
            UUID.fromString(entity))
        .getFirst();
  }

  static String awaitTask(String entity, String kind) {
    String select =
        "SELECT id FROM human_tasks WHERE entity_id = ? AND kind = ? AND state = 'open'";
    Eventually.within(A_MINUTE)
        .until(
            () -> !database.texts(select, UUID.fromString(entity), kind).isEmpty(),
            () -> "a task of kind " + kind + ": " + entity(entity));
    return database.texts(select, UUID.fromString(entity), kind).getFirst();
  }

  static void assertSent(String address, int mails) {
    assertThat(database.number("SELECT count(*) FROM email_messages WHERE to_addr = ?", address))
        .as("mails to " + address)
        .isEqualTo(mails);
  }
}
