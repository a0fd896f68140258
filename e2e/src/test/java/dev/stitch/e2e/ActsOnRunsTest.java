package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.driver.RunActs;
import dev.stitch.machine.RunAct;
import dev.stitch.model.RunStatus;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowUpdateStage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Acts on runs answer what happened, whatever happens at the same time. */
class ActsOnRunsTest {

  private static final RunningStack STACK = RunningStack.shared();
  private static final WorkflowClient TEMPORAL = STACK.temporal();
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "killed");

  private static Api api;
  private static String asks;
  private static String waits;
  private static String rests;

  @BeforeAll
  static void publish() {
    api = STACK.api();
    asks =
        system(
            new Canvas()
                .node("ask", "human.task", "{'title':'Fit?','choices':['yes','no']}")
                .node("more", "wait.event", "{'event':'go'}")
                .edge("ask", "more", "yes"));
    waits = system(new Canvas().node("wait", "wait.event", "{'event':'go'}"));
    rests = system(new Canvas().node("rest", "wait", "{'duration':'PT0.3S'}"));
  }

  @Test
  void ofTwoPausesAtOnceOneIsToldThatTheRunIsPausedAlready() throws Exception {
    String run = waiting(waits);

    List<Integer> statuses =
        atOnce(() -> act(run, "pause").status(), () -> act(run, "pause").status());

    assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    assertThat(status(run)).isEqualTo("paused");
  }

  @Test
  void anActIsAnsweredWithTheRunAsItThenIs() {
    String run = waiting(waits);

    assertThat(act(run, "pause").good().get("status").asText()).isEqualTo("paused");
    assertThat(act(run, "resume").good().get("status").asText()).isEqualTo("running");
    JsonNode cancelled = act(run, "cancel").good();
    assertThat(cancelled.get("status").asText()).isEqualTo("cancelled");
    assertThat(cancelled.at("/nodeStates/wait/status").asText()).isEqualTo("cancelled");
    for (String late : List.of("pause", "resume", "cancel", "kill")) {
      Api.Answer answer = act(run, late);
      assertThat(answer.status()).as(late).isEqualTo(409);
      assertThat(answer.body().get("detail").asText()).contains("cancelled");
    }
  }

  @Test
  void aKeyThatPausedARunDoesNotResumeIt() {
    String run = waiting(waits);
    String key = UUID.randomUUID().toString();

    assertThat(act(run, "pause", key).status()).isEqualTo(200);
    assertThat(act(run, "pause", key).status()).as("again").isEqualTo(200);
    assertThat(act(run, "resume", key).status()).isEqualTo(422);
    assertThat(status(run)).isEqualTo("paused");
  }

  @Test
  void ofTwoDifferentAnswersToOneTaskTheSecondIsAConflict() throws Exception {
    String run = waiting(asks);
    String task = task(run);

    List<Integer> statuses = atOnce(() -> answer(task, "yes"), () -> answer(task, "no"));

    assertThat(statuses).containsExactlyInAnyOrder(200, 409);
    String chosen = api.get("/api/tasks/" + task).good().get("choice").asText();
    assertThat(statuses.getFirst()).isEqualTo(chosen.equals("yes") ? 200 : 409);
    assertThat(answer(task, chosen)).as("the one that counts, again").isEqualTo(200);
    assertThat(answer(task, chosen.equals("yes") ? "no" : "yes")).isEqualTo(409);
  }

  @Test
  void whoCancelsTheCallerOfManyIsToldThatItIsCancelledAndItsItemsFollow() {
    String run =
        run(
            system(
                new Canvas()
                    .node(
                        "each",
                        "for_each",
                        "{'flowId':'%s','items':'[1, 2, 3, 4]','concurrency':3}"
                            .formatted(waits))));
    awaitItems(run, 3, "running");

    assertThat(act(run, "cancel").good().get("status").asText()).isEqualTo("cancelled");

    awaitItems(run, 3, "cancelled");
    String item = items(run).get(0).get("id").asText();
    assertThat(act(item, "pause").status()).isEqualTo(409);
  }

  @Test
  void anItemIsPausedByItself() {
    String run =
        run(
            system(
                new Canvas()
                    .node("each", "for_each", "{'flowId':'%s','items':'[1]'}".formatted(waits))));
    awaitItems(run, 1, "running");
    String item = items(run).get(0).get("id").asText();

    assertThat(act(item, "pause").good().get("status").asText()).isEqualTo("paused");
    assertThat(act(item, "cancel").good().get("status").asText()).isEqualTo("cancelled");
    awaitStatus(run, FINAL);
  }

  /** The run ends by itself at about the time at which it is paused. */
  @Test
  void anActOnARunThatEndsMeanwhileIsDoneOrAConflict() throws Exception {
    for (int i = 0; i < 20; i++) {
      String run = run(rests);
      awaitStatus(run, Set.of("running", "completed"));
      long delay = 15L * i;

      List<Api.Answer> answers =
          atOnce(
              () -> {
                LockSupport.parkNanos(delay * 1_000_000);
                return act(run, "pause");
              },
              () -> {
                LockSupport.parkNanos(delay * 1_000_000);
                return act(run, "pause");
              });

      assertThat(answers).extracting(Api.Answer::status).isSubsetOf(200, 409);
      if (answers.stream().anyMatch(answer -> answer.status() == 200)) {
        assertThat(status(run)).isEqualTo("paused");
        act(run, "resume").good();
      } else {
        assertThat(answers)
            .extracting(answer -> answer.body().get("detail").asText())
            .allMatch(detail -> detail.contains("completed"));
      }
      assertThat(awaitStatus(run, FINAL)).isEqualTo("completed");
      assertThat(act(run, "pause").status()).isEqualTo(409);
    }
  }

  @Test
  void noActIsLostOrDoneTwiceWhenTheRunContinuesAsNew() {
    String run = waiting(waits);
    String first = temporalRun(run);
    String key = UUID.randomUUID().toString();
    assertThat(update(run, new RunAct.Pause(key, "user:ada", null)).status())
        .isEqualTo(RunStatus.PAUSED);
    act(run, "resume").good();

    // Five at once, so that some come in the very task that continues as new.
    IntStream.range(0, 5)
        .parallel()
        .forEach(
            client -> {
              while (temporalRun(run).equals(first)) {
                for (String act : List.of("pause", "resume")) {
                  assertThat(act(run, act).status()).isIn(200, 409);
                }
              }
            });

    if (status(run).equals("paused")) {
      act(run, "resume").good();
    }
    assertThat(update(run, new RunAct.Pause(key, "user:ada", null)).status())
        .as("known from the run before")
        .isEqualTo(RunStatus.RUNNING);
    assertThat(status(run)).isEqualTo("running");
    assertThat(act(run, "pause").good().get("status").asText()).isEqualTo("paused");
    assertThat(act(run, "cancel").good().get("status").asText()).isEqualTo("cancelled");
  }

  @Test
  void anActThatNoWorkerTakesIsUnavailableAndDoneOnceWhenItIsSentAgain() {
    try (RunningStack stack = RunningStack.start()) {
      Api own = stack.api();
      String flow =
          own.flow(
              "system", "Waits", new Canvas().node("wait", "wait.event", "{'event':'go'}").graph());
      String run = own.post("/api/flows/" + flow + "/run", "{}").good().get("runId").asText();
      Eventually.within(LONG)
          .until(
              () ->
                  own.get("/api/workflows/" + run).good().get("status").asText().equals("running"),
              () -> "it runs");
      String path = "/api/workflows/" + run + "/pause";

      FaultyStack.signal("STOP", stack.processes().get("worker"));
      Api.Answer away = own.once(path, "away", Canvas.json("{}"));
      FaultyStack.signal("CONT", stack.processes().get("worker"));
      Api.Answer again = own.once(path, "away", Canvas.json("{}"));

      assertThat(away.status()).as(away.body().toString()).isEqualTo(503);
      assertThat(again.good().get("status").asText()).isEqualTo("paused");
    }
  }

  private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Future<T>> futures = both.invokeAll(List.of(one, other));
      return List.of(futures.get(0).get(), futures.get(1).get());
    }
  }

  private static RunActs.Outcome update(String run, RunAct act) {
    return TEMPORAL
        .newUntypedWorkflowStub("run/" + run)
        .startUpdate(
            UpdateOptions.newBuilder(RunActs.Outcome.class)
                .setUpdateName(act.name())
                .setUpdateId(act.id())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            act)
        .getResult();
  }

  private static String temporalRun(String run) {
    return TEMPORAL.newUntypedWorkflowStub("run/" + run).describe().getExecution().getRunId();
  }

  private static Api.Answer act(String run, String act) {
    return act(run, act, UUID.randomUUID().toString());
  }

  private static Api.Answer act(String run, String act, String key) {
    return api.once("/api/workflows/" + run + "/" + act, key, Canvas.json("{}"));
  }

  private static int answer(String task, String choice) {
    return api.post("/api/tasks/" + task + "/answer", "{\"choice\":\"" + choice + "\"}").status();
  }

  private static String task(String run) {
    return api.get("/api/tasks?runId=" + run).good().at("/data/0/id").asText();
  }

  private static String system(Canvas canvas) {
    return api.flow("system", "Acted on", canvas.graph());
  }

  private static String run(String flow) {
    return api.post("/api/flows/" + flow + "/run", "{}").good().get("runId").asText();
  }

  /** A run whose first step waits. */
  private static String waiting(String flow) {
    String run = run(flow);
    Eventually.within(LONG)
        .until(
            () ->
                api.get("/api/workflows/" + run)
                    .good()
                    .at("/steps/0/status")
                    .asText()
                    .equals("waiting"),
            () -> "it waits: " + api.get("/api/workflows/" + run).body());
    return run;
  }

  private static String status(String run) {
    return api.get("/api/workflows/" + run).good().get("status").asText();
  }

  private static String awaitStatus(String run, Set<String> statuses) {
    Eventually.within(LONG)
        .until(() -> statuses.contains(status(run)), () -> "it is one of " + statuses);
    return status(run);
  }

  private static JsonNode items(String run) {
    return api.get("/api/workflows?sort=createdAt&parentRunId=" + run).good().get("data");
  }

  private static void awaitItems(String run, int count, String status) {
    Eventually.within(LONG)
        .until(
            () ->
                items(run).size() == count
                    && items(run)
                        .valueStream()
                        .allMatch(item -> item.get("status").asText().equals(status)),
            () -> count + " items are " + status + ": " + items(run));
  }
}
