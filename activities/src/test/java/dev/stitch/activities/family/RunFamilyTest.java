package dev.stitch.activities.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.activities.readmodel.FlushActivitiesImpl;
import dev.stitch.activities.testing.TestServers;
import dev.stitch.driver.RunActs;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.Polling;
import dev.stitch.launch.RunLauncher;
import dev.stitch.machine.RunAct;
import dev.stitch.model.RunFamily;
import dev.stitch.model.RunStatus;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.RefusedUpdate;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.context.ApplicationContext;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The seams carry a family of runs that none of them knows. */
@Tag("server")
class RunFamilyTest {

  private TestServers servers;
  private TestWorkflowEnvironment temporal;
  private ApplicationContext context;
  private Database database;
  private RunRepository runs;
  private Launcher launcher;

  @BeforeEach
  void start() {
    servers = TestServers.start(true);
    temporal = servers.temporal();
    context = servers.context();
    database = context.getBean(Database.class);
    runs = context.getBean(RunRepository.class);
    launcher = context.getBean(Launcher.class);
    Worker worker = temporal.newWorker(TaskQueues.JOURNEYS);
    worker.registerWorkflowImplementationTypes(CountdownWorkflowImpl.class);
    worker.registerActivitiesImplementations(context.getBean(FlushActivitiesImpl.class));
    temporal.start();
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void aRunIsRecordedByTheFencedFlush() {
    UUID id = Ids.next();
    Launch launch = accept(id, 3);

    assertThat(launcher.start(launch)).isTrue();
    workflow(launch).getResult(Void.class);

    RunRow run = row(id);
    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.times().startedAt()).isNotNull();
    assertThat(run.times().completedAt()).isAfterOrEqualTo(run.times().startedAt().plusSeconds(3));
    assertThat(run.outcome().result().asText()).isEqualTo("lift-off");
    assertThat(
            database.number(
                "SELECT count(*) FROM workflow_runs WHERE id = ? AND total_items = 3 AND success_items = 3",
                id))
        .isOne();
    assertThat(runs.steps(id)).extracting(StepRow::stepIndex).containsExactly(0, 1, 2);
    assertThat(database.number("SELECT count(*) FROM stream_events WHERE run_id = ?", id))
        .as("running, three steps, completed")
        .isEqualTo(5);
  }

  @Test
  void itIsActedUponByItsWorkflowIdOnly() {
    UUID id = Ids.next();
    Launch launch = accept(id, 1_000);
    launcher.start(launch);
    // Before its first step there is nothing to be acted upon.
    Polling.until(Duration.ofSeconds(20), () -> row(id).status() == RunStatus.RUNNING);

    assertThat(act(launch, "pause", new RunAct.Pause("one", "user:ada", null)).status())
        .isEqualTo(RunStatus.PAUSED);
    assertThat(row(id).status()).isEqualTo(RunStatus.PAUSED);
    assertThatThrownBy(() -> act(launch, "pause", new RunAct.Pause("two", "user:ada", null)))
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            refused -> {
              assertThat(refused.getType()).isEqualTo(RefusedUpdate.TYPE);
              assertThat(refused.getOriginalMessage()).isEqualTo("the countdown is paused");
            });
    assertThat(act(launch, "resume", new RunAct.Resume("three", "user:ada", null)).status())
        .isEqualTo(RunStatus.RUNNING);
    act(launch, "cancel", new RunAct.Cancel("four", "user:ada"));
    workflow(launch).getResult(Void.class);

    assertThat(row(id).status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aLostStartIsMadeUpForFromTheRowAlone() {
    UUID id = Ids.next();
    Launch lost = accept(id, 1);
    database.update("UPDATE workflow_runs SET created_at = now() - interval '1 minute'");

    List<RunRepository.Forgotten> forgotten = runs.forgotten(Duration.ofSeconds(30), 10);
    assertThat(forgotten).extracting(RunRepository.Forgotten::id).containsExactly(id);
    Launch again = RunLauncher.again(forgotten.getFirst());
    assertThat(again.workflowId()).isEqualTo(lost.workflowId());
    assertThat(launcher.start(again)).isTrue();
    workflow(again).getResult(Void.class);

    assertThat(row(id).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(launcher.start(again)).as("it has run before").isFalse();
  }

  private Launch accept(UUID id, int from) {
    return context
        .getBean(RunLauncher.class)
        .accept(
            new NewRun(
                id,
                WorkflowType.PRUNE,
                new NewRun.Origin("Countdown", "user:ada", Jsonb.object(), TriggerKind.USER, null),
                null,
                null,
                null,
                Jsonb.object().put("from", from),
                null,
                null),
            RunFamily.RUN,
            new CountdownWorkflow.Arguments(id, from, null));
  }

  private RunActs.Outcome act(Launch launch, String name, RunAct act) {
    return workflow(launch)
        .startUpdate(
            UpdateOptions.newBuilder(RunActs.Outcome.class)
                .setUpdateName(name)
                .setUpdateId(act.id())
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build(),
            act)
        .getResult();
  }

  private WorkflowStub workflow(Launch launch) {
    return temporal.getWorkflowClient().newUntypedWorkflowStub(launch.workflowId());
  }

  private RunRow row(UUID id) {
    return runs.find(id).orElseThrow();
  }
}
