package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.cli.stack.EncryptionKeyFile;
import dev.stitch.cli.stack.Home;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.Rules;
import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Workers of two builds run side by side while one rolls to the other and back. The earlier knows
 * the first rules only; by those of this build, among other things, a journey refuses an event with
 * an endless name.
 */
class RollingUpgradeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Attempts of a task that a worker gives back early, within 16 seconds in all. */
  private static final int EARLY_REFUSALS = 7;

  /** A worker has the task. */
  private static final PendingWorkflowTaskState KEPT =
      PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_STARTED;

  /** Whichever worker comes first gets the task. */
  private static final PendingWorkflowTaskState OFFERED =
      PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED;

  /** What journeys do at their first stage, and how many mails each sends by its end. */
  private static final Map<String, Integer> KINDS =
      new TreeMap<>(Map.of("path", 3, "inline", 2, "asked", 2, "each", 3, "timer", 2));

  private static RunningStack stack;
  private static Api api;
  private static WorkflowClient temporal;
  private static Workflows workflows;
  private static ReadModel database;
  private static final Map<String, String> FLOWS = new TreeMap<>();
  private static final List<Process> WORKERS = new ArrayList<>();

  private final List<Traveller> everybody = new ArrayList<>();

  /** A journey, and how many mails it has sent by its end. */
  private record Traveller(String kind, String entity, String address, int mails) {

    String workflowId() {
      return "journey/" + entity;
    }
  }

  /** All workers of this stack are the test's own: {@code up} neither has one nor starts one. */
  @BeforeAll
  static void start() throws IOException {
    stack = EarlyContinuation.start(Map.of());
    stack.freezeUp();
    stack.kill("worker");
    api = stack.api();
    temporal = stack.temporal();
    workflows = new Workflows(stack);
    database = new ReadModel(stack);
    publish();
  }

  @AfterAll
  static void stop() {
    WORKERS.forEach(Process::destroyForcibly);
    workflows.close();
    temporal.getWorkflowServiceStubs().shutdownNow();
    stack.close();
  }

  @Test
  @Timeout(1800)
  void journeysInFlightGoOnWhileOneBuildRollsToTheOtherAndBack() {
    Process earlier = earlierBuild();
    List<Traveller> first = begin();
    Traveller continued = travel("inline");
    awaitWaiting(everybody);
    assertThat(rules(everybody)).containsOnly(Rules.FIRST);

    // Side by side: what an earlier build refuses goes over to the newer one.
    Process current = currentBuild();
    List<Traveller> beside = begin();
    first.subList(0, 2).forEach(this::goOn);
    awaitWaiting(beside);
    beside.subList(0, 3).forEach(this::goOn);
    awaitEnd(first.subList(0, 2));
    awaitEnd(beside.subList(0, 3));

    end(earlier);
    List<Traveller> newer = begin();
    continueAsNew(continued);
    awaitWaiting(newer);
    List<Traveller> ofNewRules = new ArrayList<>(newer);
    ofNewRules.add(continued);
    assertThat(rules(ofNewRules)).containsOnly(Rules.CURRENT);
    assertThat(rules(first.subList(2, first.size()))).containsOnly(Rules.FIRST);
    sayEndlessName(first.getLast(), false);
    sayEndlessName(newer.getLast(), true);

    // Back: what began under rules that no worker knows waits, what began under others goes on.
    Process earlierAgain = earlierBuild();
    end(current);
    newer.forEach(this::tell);
    first.subList(2, first.size()).forEach(this::goOn);
    awaitEnd(first);
    assertThat(api.post("/api/entities/" + newer.getFirst().entity() + "/pause", "{}").status())
        .isEqualTo(503);
    awaitRefusal(newer.getFirst());

    // Forward again: what waits does not wait longer than for a worker that knows its rules.
    end(earlierAgain);
    assertThat(workflows.pendingTask(newer.getFirst().workflowId())).isEqualTo(OFFERED);
    currentBuild();
    everybody.stream().filter(traveller -> !first.contains(traveller)).forEach(this::goOn);
    awaitEnd(everybody);

    mailsWentOnce();
    theProjectionIsWhatTheWorkflowsSay();
  }

  // ---- builds ----

  private static Process earlierBuild() {
    return started(
        "worker-earlier",
        name -> stack.java(workerEnvironment(), name, EarlierBuild.class.getName()));
  }

  private static Process currentBuild() {
    return started("worker", name -> stack.cli(workerEnvironment(), name));
  }

  /** A worker that polls; those of one name write one output. */
  private static Process started(String name, Function<String, Process> start) {
    long before = saidThatTheyPoll(name);
    Process worker = start.apply(name);
    WORKERS.add(worker);
    Eventually.within(PATIENCE)
        .until(() -> saidThatTheyPoll(name) > before, () -> name + " polls: " + stack.output(name));
    return worker;
  }

  private static long saidThatTheyPoll(String name) {
    return stack.output(name).lines().filter(line -> line.contains("StitchWorker Polling")).count();
  }

  private static Map<String, String> workerEnvironment() {
    JsonNode endpoints = stack.endpoints();
    return Map.of(
        "STITCH_DATABASE_URL",
        endpoints.get("database").asText(),
        "TEMPORAL_ADDRESS",
        endpoints.get("temporal").asText(),
        "STITCH_ENCRYPTION_KEY",
        new EncryptionKeyFile(new Home(stack.home())).key());
  }

  /** As a deployment ends a worker. */
  private static void end(Process worker) {
    worker.destroy();
    Eventually.within(PATIENCE).until(() -> !worker.isAlive(), () -> "the worker has ended");
  }

  // ---- journeys ----

  private static void publish() {
    String mail = "{'mailbox':'built-in','subject':'Hello','text':'Hi.'}";
    Canvas listening = new Canvas().node("mail", "email.send", mail);
    Canvas item = new Canvas();
    for (Canvas canvas : List.of(listening, item)) {
      canvas.node("wait", "wait.event", "{'event':'go'}").node("heard", "email.send", mail);
      canvas.edge("wait", "heard");
    }
    String parting = system(new Canvas().node("parting", "email.send", mail));
    Map<String, Canvas> steps =
        Map.of(
            "path", listening.edge("mail", "wait"),
            "inline", Canvas.inline().node("wait", "wait.event", "{'event':'go'}"),
            "asked", new Canvas().node("wait", "human.task", "{'title':'Fit?','choices':['yes']}"),
            "each",
                new Canvas()
                    .node(
                        "wait",
                        "for_each",
                        "{'flowId':'%s','items':'[1, 2]'}".formatted(system(item))),
            "timer", new Canvas().node("wait", "wait", "{'duration':'PT10S'}"));
    steps.forEach(
        (kind, canvas) -> {
          if (KINDS.get(kind) == 2) {
            canvas.node("after", "email.send", mail);
            canvas.edge("wait", "after", kind.equals("asked") ? "yes" : null);
          }
          String flow = api.flow("bmc", "Journey " + kind, Canvas.spine("start", "end").graph());
          api.map(flow, "start", system(canvas));
          api.map(flow, "end", parting);
          FLOWS.put(kind, flow);
        });
  }

  private static String system(Canvas canvas) {
    return api.flow("system", "Part " + UUID.randomUUID(), canvas.graph());
  }

  /** One journey of each kind; those that no event lets go on come last. */
  private List<Traveller> begin() {
    return Stream.of("path", "asked", "each", "timer", "inline").map(this::travel).toList();
  }

  private Traveller travel(String kind) {
    String address = UUID.randomUUID() + "@example.org";
    String contact = api.contact("Ada", address);
    String entity =
        api.post(
                "/api/entities",
                Canvas.json("{'flowId':'%s','contactId':'%s'}".formatted(FLOWS.get(kind), contact)))
            .good()
            .get("id")
            .asText();
    Traveller traveller = new Traveller(kind, entity, address, KINDS.get(kind));
    everybody.add(traveller);
    return traveller;
  }

  private void goOn(Traveller traveller) {
    switch (traveller.kind()) {
      case "asked" -> answer(traveller);
      case "each" -> items(traveller).forEach(RollingUpgradeTest::tellItem);
      default -> tell(traveller);
    }
  }

  /** The same event each time. */
  private void tell(Traveller traveller) {
    if (!status(traveller).equals("completed")) {
      api.post("/api/entities/" + traveller.entity() + "/events", "{\"id\":\"go\",\"name\":\"go\"}")
          .good();
    }
  }

  /** The workflows of the items that wait, or will. */
  private static List<String> items(Traveller traveller) {
    return database.texts(
        """
        SELECT r.temporal_workflow_id FROM workflow_runs r JOIN workflow_runs p ON p.id = r.parent_run_id
        WHERE p.entity_id = ? AND r.completed_at IS NULL
        """,
        UUID.fromString(traveller.entity()));
  }

  /** Nobody else tells it: events of an entity do not reach the runs that its path has called. */
  private static void tellItem(String workflowId) {
    temporal
        .newUntypedWorkflowStub(workflowId)
        .signal("event", new ExternalEvent("go", "go", null, "api"));
  }

  private static void answer(Traveller traveller) {
    String tasks = "/api/tasks?state=open&entityId=" + traveller.entity();
    for (JsonNode task : api.get(tasks).good().get("data")) {
      String path = "/api/tasks/" + task.get("id").asText() + "/answer";
      api.postUntilAccepted(path, "answer-" + traveller.entity(), Canvas.json("{'choice':'yes'}"));
    }
  }

  private static void continueAsNew(Traveller traveller) {
    EarlyContinuation.bringAbout(
        temporal,
        traveller.workflowId(),
        n ->
            api.post(
                    "/api/entities/" + traveller.entity() + "/events",
                    Canvas.json("{'id':'noise-%d','name':'noise'}".formatted(n)))
                .good());
  }

  private static void sayEndlessName(Traveller traveller, boolean refused) {
    temporal
        .newUntypedWorkflowStub(traveller.workflowId())
        .signal("event", new ExternalEvent("endless", "x".repeat(501), null, "api"));
    Eventually.within(PATIENCE)
        .until(
            () ->
                database.number(
                        """
                        SELECT count(*) FROM journey_events
                        WHERE entity_id = ? AND type = 'event_received'
                          AND (detail ->> 'refused' IS NOT NULL) = ?
                        """,
                        UUID.fromString(traveller.entity()),
                        refused)
                    == 1,
            () -> "the endless name is " + (refused ? "refused" : "taken"));
  }

  // ---- what is seen of them ----

  private static List<Integer> rules(List<Traveller> travellers) {
    return travellers.stream().map(t -> workflows.rules(t.workflowId())).toList();
  }

  private static String status(Traveller traveller) {
    return api.get("/api/entities/" + traveller.entity()).good().get("status").asText();
  }

  /** One that waits for its timer may have gone on meanwhile. */
  private static void awaitWaiting(List<Traveller> travellers) {
    for (Traveller traveller : travellers) {
      Eventually.within(PATIENCE)
          .until(
              () ->
                  Set.of("waiting", "completed").contains(status(traveller)) && isReady(traveller),
              () -> "waiting: " + api.get("/api/entities/" + traveller.entity()).body());
    }
  }

  /** Whether it has asked, or begun its items. */
  private static boolean isReady(Traveller traveller) {
    String tasks = "/api/tasks?state=open&entityId=" + traveller.entity();
    return switch (traveller.kind()) {
      case "asked" -> api.get(tasks).good().get("data").size() == 1;
      case "each" -> items(traveller).size() == 2;
      default -> true;
    };
  }

  private static void awaitEnd(List<Traveller> travellers) {
    for (Traveller traveller : travellers) {
      Eventually.within(PATIENCE)
          .until(
              () -> status(traveller).equals("completed"),
              () -> "completed: " + api.get("/api/entities/" + traveller.entity()).body());
    }
  }

  /** Until a worker keeps its task without an answer, because too many have been given back. */
  private static void awaitRefusal(Traveller traveller) {
    Eventually.within(PATIENCE)
        .until(
            () ->
                workflows.pendingAttempts(traveller.workflowId()) > EARLY_REFUSALS
                    && workflows.pendingTask(traveller.workflowId()) == KEPT,
            () -> "its task is refused: " + workflows.info(traveller.workflowId()));
    assertThat(status(traveller)).isEqualTo("waiting");
  }

  private void mailsWentOnce() {
    for (Traveller traveller : everybody) {
      assertThat(
              database.number(
                  "SELECT count(*) FROM email_messages WHERE direction = 'outbound' AND to_addr = ?",
                  traveller.address()))
          .as("mails of " + traveller)
          .isEqualTo(traveller.mails());
    }
    assertThat(database.texts("SELECT DISTINCT state FROM effects")).containsExactly("sent");
  }

  private void theProjectionIsWhatTheWorkflowsSay() {
    ProjectionCheck check = new ProjectionCheck(database, workflows);
    everybody.forEach(traveller -> check.entity(traveller.entity()));
    database.rows("SELECT * FROM workflow_runs").forEach(check::endedRun);
  }
}
