package dev.stitch.activities.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.readmodel.FlushActivitiesImpl;
import dev.stitch.activities.testing.TestServers;
import dev.stitch.batch.BatchWorkflowImpl;
import dev.stitch.driver.RunActs;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.RunLauncher;
import dev.stitch.launch.batch.BatchLauncher;
import dev.stitch.launch.batch.NewBatch;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.machine.RunAct;
import dev.stitch.model.BatchStepType;
import dev.stitch.model.RunStatus;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.BatchActivities.Hold;
import dev.stitch.port.BatchActivities.Hold.Reason;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.context.annotation.Requires;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run that works off items, in its workflow and its database. */
@Tag("server")
class BatchRunTest {

  private static final String COUNTING = "stitch.test.counting";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** More items than a test lets a run come to. */
  private static final int ENDLESS = 1_000_000;

  private TestServers servers;
  private TestWorkflowEnvironment temporal;
  private RunRepository runs;
  private Counting counting;

  /** The first run of the workflow that a test began last. */
  private String first;

  /**
   * Where slices are held up.
   *
   * @param reached whether a slice has come to it
   * @param gate whether slices go on
   */
  private record Barrier(CountDownLatch reached, CountDownLatch gate) {

    static Barrier open() {
      return new Barrier(new CountDownLatch(1), new CountDownLatch(0));
    }

    static Barrier closed() {
      return new Barrier(new CountDownLatch(1), new CountDownLatch(1));
    }

    void pass() throws InterruptedException {
      reached.countDown();
      gate.await();
    }

    void awaitSlice() throws InterruptedException {
      assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("a slice has come to the barrier")
          .isTrue();
    }

    void lift() {
      gate.countDown();
    }
  }

  /** Counts to what it was asked for, an item a page and a page a slice. */
  @Singleton
  @Requires(property = COUNTING)
  static final class Counting implements BatchWork {

    final AtomicBoolean held = new AtomicBoolean();
    final AtomicBoolean broken = new AtomicBoolean();
    volatile Barrier barrier = Barrier.open();

    @Override
    public Set<String> names() {
      return Set.of("counting");
    }

    @Override
    public SliceEnd slice(BatchRun run, SliceProgress progress) throws InterruptedException {
      JsonNode position = progress.position();
      int done = position == null ? 0 : position.asInt();
      if (done == run.config().path("items").asInt()) {
        return new SliceEnd.Finished(Jsonb.object().put("counted", progress.part("counted")));
      }
      barrier.pass();
      if (broken.get()) {
        throw new IllegalStateException("a defect");
      }
      if (held.get()) {
        return new SliceEnd.Held(new Hold(Reason.CREDITS, null, "nobody has paid"));
      }
      progress.commit(
          Jsonb.tree(done + 1),
          page -> {
            page.total(run.config().path("items").asInt());
            page.succeeded(1);
            page.add("counted", 1);
          });
      return new SliceEnd.More();
    }
  }

  @BeforeEach
  void start() {
    servers = TestServers.start(true, Map.of(COUNTING, "true"));
    temporal = servers.temporal();
    runs = servers.context().getBean(RunRepository.class);
    counting = servers.context().getBean(Counting.class);
    Worker journeys = temporal.newWorker(TaskQueues.JOURNEYS);
    journeys.registerWorkflowImplementationTypes(BatchWorkflowImpl.class);
    journeys.registerActivitiesImplementations(
        servers.context().getBean(FlushActivitiesImpl.class));
    temporal
        .newWorker(TaskQueues.EFFECTS)
        .registerActivitiesImplementations(servers.context().getBean(BatchActivitiesImpl.class));
    temporal.start();
  }

  @AfterEach
  void stop() {
    counting.barrier.lift();
    servers.close();
  }

  @Test
  void aRunIsWorkedOffAndTellsWhatItCameTo() {
    UUID id = begun(3);
    workflow(id).getResult(Void.class);

    RunRow run = row(id);
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.items()).isEqualTo(new RunRow.Items(3, 3, 3, 0, 0));
    assertThat(run.outcome().result().path("counted").asInt()).isEqualTo(3);
    assertThat(run.outcome().waitingOn()).isEmpty();
    assertThat(run.times().completedAt()).isNotNull();
    assertThat(runs.steps(id))
        .extracting(StepRow::status)
        .containsExactly("completed", "completed");
  }

  @Test
  void aHoldIsToldWithItsReasonAndEndsByItself() throws InterruptedException {
    counting.held.set(true);
    UUID id = begun(2);
    await(() -> !row(id).outcome().waitingOn().isEmpty());
    JsonNode waiting = row(id).outcome().waitingOn().get(0);
    assertThat(row(id).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(waiting.path("reason").asText()).isEqualTo("credits");
    assertThat(waiting.path("detail").asText()).isEqualTo("nobody has paid");
    assertThat(waiting.path("until").isNull()).isFalse();

    counting.held.set(false);
    workflow(id).getResult(Void.class);
    assertThat(row(id).status()).isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aRunIsPausedResumedAndCancelled() throws InterruptedException {
    counting.barrier = Barrier.closed();
    UUID id = begun(ENDLESS);
    counting.barrier.awaitSlice();
    assertThat(act(id, "pause", new RunAct.Pause("a", "user:ada", null)).status())
        .isEqualTo(RunStatus.PAUSED);
    assertThat(row(id).status()).isEqualTo(RunStatus.PAUSED);
    counting.barrier.lift();
    await(() -> row(id).items().processed() == 1);

    act(id, "resume", new RunAct.Resume("b", "user:ada", null));
    await(() -> row(id).items().processed() > 1);
    // So that a slice is under way, and neither just begins nor ends.
    counting.barrier = Barrier.closed();
    counting.barrier.awaitSlice();
    act(id, "cancel", new RunAct.Cancel("c", "user:ada"));
    workflow(id).getResult(Void.class);

    RunRow run = row(id);
    assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(runs.steps(id)).extracting(StepRow::status).containsOnly("cancelled");
  }

  @Test
  void aDefectFailsTheRunWithAStepAndALongRunContinuesAsNew() throws InterruptedException {
    UUID id = begun(ENDLESS);
    await(() -> row(id).items().processed() >= 250);
    counting.broken.set(true);
    workflow(id).getResult(Void.class);

    RunRow run = row(id);
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.outcome().errors().get(0).path("message").asText()).contains("A defect of");
    assertThat(runs.steps(id)).extracting(StepRow::stepType).containsExactly("sync_page", "error");
    assertThat(runs.steps(id)).extracting(StepRow::status).containsOnly("failed");
    assertThat(run.items().success()).isEqualTo(run.items().processed());
    assertThat(run.temporalRunId()).as("it has continued as new").isNotEqualTo(first);
  }

  @Test
  void aStartThatGotLostIsMadeUpFor() {
    AcceptedRun lost = accept(1);
    Database database = servers.context().getBean(Database.class);
    database.update("UPDATE workflow_runs SET created_at = now() - interval '1 minute'");

    List<RunRepository.Forgotten> forgotten = runs.forgotten(Duration.ofSeconds(30), 10);
    assertThat(forgotten).extracting(RunRepository.Forgotten::id).containsExactly(lost.runId());
    servers.context().getBean(Launcher.class).start(RunLauncher.again(forgotten.getFirst()));
    workflow(lost.runId()).getResult(Void.class);
    assertThat(row(lost.runId()).status()).isEqualTo(RunStatus.COMPLETED);
  }

  private UUID begun(int items) {
    AcceptedRun accepted = accept(items);
    servers.context().getBean(Launcher.class).start(accepted.launch());
    first = workflow(accepted.runId()).describe().getExecution().getRunId();
    return accepted.runId();
  }

  private AcceptedRun accept(int items) {
    return servers
        .context()
        .getBean(BatchLauncher.class)
        .accept(
            new NewBatch(
                Ids.next(),
                WorkflowType.SYNC,
                "counting",
                new NewRun.Origin("Counting", "user:ada", Jsonb.object(), TriggerKind.USER, null),
                Jsonb.object().put("items", items),
                null,
                BatchStepType.SYNC_PAGE,
                null));
  }

  private RunActs.Outcome act(UUID id, String name, RunAct act) {
    return workflow(id)
        .startUpdate(
            UpdateOptions.newBuilder(RunActs.Outcome.class)
                .setUpdateName(name)
                .setUpdateId(act.id())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            act)
        .getResult();
  }

  private WorkflowStub workflow(UUID id) {
    return temporal.getWorkflowClient().newUntypedWorkflowStub("batch/" + id);
  }

  private RunRow row(UUID id) {
    return runs.find(id).orElseThrow();
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).until(condition);
  }
}
