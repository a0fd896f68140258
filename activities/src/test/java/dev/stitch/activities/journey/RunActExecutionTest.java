package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.json;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.driver.RunActs;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.model.FlowKind;
import dev.stitch.model.RunStatus;
import dev.stitch.port.RefusedUpdate;
import dev.stitch.store.Ids;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Acts on a run that is a workflow of its own: what is answered, and what its row says then. */
@Tag("server")
class RunActExecutionTest {

  private static final String ADA = "user:ada";

  private static JourneyWorld world;
  private static UUID bmc;

  private UUID entity;
  private UUID run;
  private String workflowId;

  @BeforeAll
  static void publish() {
    world = new JourneyWorld();
    bmc = world.flow(FlowKind.BMC, "acts on runs", spine("only"));
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "asks",
            chain(
                "{'isolation':'child'}",
                "{'id':'ask','type':'human.task','data':{'title':'Well?','choices':['yes','no']}}",
                "{'id':'wait','type':'wait.event','data':{'event':'go'}}"));
    world.map(bmc, "only", system, 0);
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void begin() {
    entity = world.start(bmc, world.contact("Ada", Ids.next() + "@example.org"));
    world.awaitStatus(entity, "waiting");
    run = uuid("SELECT id FROM workflow_runs WHERE entity_id = ?", entity);
    workflowId = text("SELECT temporal_workflow_id FROM workflow_runs WHERE id = ?");
  }

  @Test
  void anActIsAnsweredOnceTheRowSaysWhatCameOfIt() {
    assertThat(act(new RunAct.Pause("p" + run, ADA, null)).status()).isEqualTo(RunStatus.PAUSED);
    assertThat(status()).isEqualTo("paused");
    RunActs.Outcome resumed = act(new RunAct.Resume("r" + run, ADA, null));
    assertThat(status()).isEqualTo("running");
    assertThat(resumed.waitingOn()).singleElement().extracting("nodeId").isEqualTo("ask");
    act(new RunAct.Skip("s" + run, ADA, "ask"));
    assertThat(step("ask")).isEqualTo("skipped");
    assertThat(act(new RunAct.Cancel("c" + run, ADA)).status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(status()).isEqualTo("cancelled");
    assertThat(step("wait")).isEqualTo("cancelled");
  }

  @Test
  void ofManyPausesAtOnceOneIsDoneAndTheOthersAreRefused() {
    List<Boolean> done =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(i -> isDone(() -> act(new RunAct.Pause("p" + i + run, ADA, null))))
            .toList();

    assertThat(done).containsOnlyOnce(true);
    assertThat(status()).isEqualTo("paused");
  }

  @Test
  void theSameActTwiceIsDoneOnce() {
    RunAct pause = new RunAct.Pause("p" + run, ADA, null);
    act(pause);
    act(new RunAct.Resume("r" + run, ADA, null));

    act(pause);

    assertThat(status()).isEqualTo("running");
  }

  @Test
  void ofTwoAnswersToATaskTheFirstCounts() {
    UUID task = uuid("SELECT id FROM human_tasks WHERE run_id = ?", run);

    act(new RunAct.Answer("a1" + run, ADA, task, "yes", json("{'why':'so'}")));

    assertThat(text("SELECT state FROM human_tasks WHERE run_id = ?")).isEqualTo("answered");
    assertRefused(
        Refusal.Code.WRONG_STATE,
        () -> act(new RunAct.Answer("a2" + run, "user:bob", task, "no", null)));
    assertRefused(
        Refusal.Code.NOT_FOUND,
        () -> act(new RunAct.Answer("a3" + run, ADA, UUID.randomUUID(), "no", null)));
    assertThat(text("SELECT choice FROM human_tasks WHERE run_id = ?")).isEqualTo("yes");
    assertThat(text("SELECT decided_by FROM human_tasks WHERE run_id = ?")).isEqualTo(ADA);
  }

  @Test
  void whatNobodyCanMeanIsRefusedAndLeavesTheRunAlone() {
    long events = updates();

    assertRefused(Refusal.Code.INVALID, () -> act(new RunAct.Skip("s" + run, ADA, "nowhere")));
    assertRefused(Refusal.Code.WRONG_STATE, () -> act(new RunAct.Skip("s2" + run, ADA, "wait")));
    assertRefused(Refusal.Code.WRONG_STATE, () -> act(new RunAct.Resume("r" + run, ADA, null)));
    for (String hostile : List.of("null", "{}", "[]", "{'id':' ','actor':'x'}")) {
      assertThatThrownBy(() -> stub().update("pause", RunActs.Outcome.class, json(hostile)))
          .as(hostile)
          .isInstanceOf(WorkflowUpdateException.class);
    }

    assertThat(status()).isEqualTo("running");
    assertThat(updates()).as("a refused act leaves no trace").isEqualTo(events);
    assertThat(act(new RunAct.Pause("p" + run, ADA, null)).status()).isEqualTo(RunStatus.PAUSED);
  }

  /** The API tells by these words that a worker of an earlier build has the run. */
  @Test
  void anUpdateThatIsNoActIsRefusedInTheWordsOfTheSdk() {
    assertThatThrownBy(() -> stub().update("restart", RunActs.Outcome.class, json("{}")))
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(IllegalArgumentException.class.getName());
              assertThat(failure.getOriginalMessage()).startsWith("Unknown update name: restart");
            });
  }

  /** An operator's cancellation is not an act, and must not take the answer from one. */
  @Test
  void anActThatComesWithAnOperatorsCancellationIsAnswered() {
    var pause =
        stub()
            .startUpdate(
                UpdateOptions.newBuilder(RunActs.Outcome.class)
                    .setUpdateName("pause")
                    .setUpdateId("p" + run)
                    .setWaitForStage(WorkflowUpdateStage.ACCEPTED)
                    .build(),
                new RunAct.Pause("p" + run, ADA, null));
    stub().cancel();

    assertThat(pause.getResult().runId()).isEqualTo(run);
    JourneyWorld.await(() -> status().equals("cancelled"), this::status);
  }

  @Test
  void aRunThatHasEndedTakesNoAct() {
    act(new RunAct.Cancel("c" + run, ADA));

    JourneyWorld.await(
        () -> !stub().describe().getStatus().name().endsWith("RUNNING"), () -> "it has closed");
    assertThatThrownBy(() -> act(new RunAct.Pause("p" + run, ADA, null)))
        .isInstanceOf(WorkflowNotFoundException.class);
    assertThat(status()).isEqualTo("cancelled");
  }

  /** Events of the run's history that tell of an update. */
  private long updates() {
    return world.client().fetchHistory(workflowId).getEvents().stream()
        .filter(HistoryEvent::hasWorkflowExecutionUpdateAcceptedEventAttributes)
        .count();
  }

  private RunActs.Outcome act(RunAct act) {
    return stub()
        .startUpdate(
            UpdateOptions.newBuilder(RunActs.Outcome.class)
                .setUpdateName(act.name())
                .setUpdateId(act.id())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            act)
        .getResult();
  }

  private WorkflowStub stub() {
    return world.client().newUntypedWorkflowStub(workflowId);
  }

  private static boolean isDone(Runnable act) {
    try {
      act.run();
      return true;
    } catch (WorkflowUpdateException refused) {
      assertThat(refused.getCause())
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              failure -> assertThat(failure.getType()).isEqualTo(RefusedUpdate.TYPE));
      return false;
    }
  }

  private static void assertRefused(Refusal.Code code, ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getDetails().get(Refusal.class).code()).isEqualTo(code));
  }

  private String status() {
    return text("SELECT status FROM workflow_runs WHERE id = ?");
  }

  private String step(String nodeId) {
    return world
        .database
        .first(
            "SELECT status FROM workflow_steps WHERE workflow_run_id = ? AND node_id = ?",
            row -> row.text("status"),
            run,
            nodeId)
        .orElseThrow();
  }

  private static UUID uuid(String sql, UUID id) {
    return world.database.first(sql, row -> row.uuid("id"), id).orElseThrow();
  }

  /** The one column that a query about the run selects. */
  private String text(String sql) {
    String column = sql.split(" ")[1];
    return world.database.first(sql, row -> row.text(column), run).orElseThrow();
  }
}
