package dev.stitch.foreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.driver.RunSignals;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.model.TaskQueues;
import dev.stitch.path.PathContract;
import dev.stitch.port.CallActivities;
import dev.stitch.port.Calling;
import dev.stitch.port.ForEachArguments;
import dev.stitch.port.Payloads;
import dev.stitch.temporal.Standstill;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForEachWorkflowTest {

  private static final UUID CALL = new UUID(1L << 16, 42);
  private static final Calling CALLING =
      new Calling(
          new UUID(1, 1), new UUID(1, 1), "each", 1, "run/1", null, null, null, null, "api", null);

  private final Items items = new Items();
  private TestWorkflowEnvironment temporal;

  @BeforeEach
  void start() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    var worker = temporal.newWorker(TaskQueues.JOURNEYS);
    worker.registerWorkflowImplementationTypes(ForEachWorkflowImpl.class, LongRun.class);
    worker.registerActivitiesImplementations(items);
    temporal.start();
    items.client = temporal.getWorkflowClient();
  }

  @AfterEach
  void stop() {
    temporal.close();
  }

  @Test
  void everyItemRunsOnceAndTheCallerHearsOfIt() {
    workflow().run(ForEachArguments.initial(CALL, CALLING, 25, 4, true));

    assertThat(items.started).hasSize(25).doesNotHaveDuplicates();
    assertThat(items.report.succeeded()).isEqualTo(25);
    assertThat(items.report.failed()).isZero();
    assertThat(items.report.underWay()).isEmpty();
  }

  @Test
  void noMoreRunAtOnceThanMay() {
    items.endsAtOnce = index -> false;
    WorkflowClient.start(workflow()::run, ForEachArguments.initial(CALL, CALLING, 25, 4, true));

    items.awaitStarted(4);
    items.end(0, null);
    items.awaitStarted(5);

    assertThat(items.started).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void nothingBeginsAfterAFailureWhereItStops() {
    items.fails = index -> index == 3;

    workflow().run(ForEachArguments.initial(CALL, CALLING, 25, 1, true));

    assertThat(items.started).containsExactly(0, 1, 2, 3);
    assertThat(items.report.failed()).isEqualTo(1);
  }

  @Test
  void failuresAreCountedWhereItGoesOn() {
    items.fails = index -> index % 5 == 0;

    workflow().run(ForEachArguments.initial(CALL, CALLING, 25, 4, false));

    assertThat(items.started).hasSize(25);
    assertThat(items.report.failed()).isEqualTo(5);
    assertThat(items.report.succeeded()).isEqualTo(20);
  }

  @Test
  void aPauseLetsNothingBeginUntilItsOwnerResumes() {
    items.endsAtOnce = index -> false;
    ForEachWorkflow each = workflow();
    WorkflowClient.start(each::run, ForEachArguments.initial(CALL, CALLING, 8, 2, true));
    items.awaitStarted(2);

    each.pause(new RunSignals.Pause(PauseOwner.RUN, TimerMode.FREEZE));
    items.end(0, null);
    items.end(1, null);
    temporal.sleep(Duration.ofMinutes(1));
    assertThat(items.started).containsExactly(0, 1);

    each.resume(new RunSignals.Resume(PauseOwner.RUN, ResumeMode.CONTINUE));
    items.awaitStarted(4);
  }

  @Test
  void aCancelledCallStartsAndReportsNothingMore() {
    items.endsAtOnce = index -> false;
    ForEachWorkflow each = workflow();
    WorkflowClient.start(each::run, ForEachArguments.initial(CALL, CALLING, 8, 2, true));
    items.awaitStarted(2);

    Standstill.awaitOf(temporal.getWorkflowClient(), PathContract.eachWorkflowId(CALL));
    WorkflowStub stub = WorkflowStub.fromTyped(each);
    stub.cancel();
    assertThatThrownBy(() -> stub.getResult(Void.class)).hasCauseInstanceOf(CanceledFailure.class);

    assertThat(items.started).containsExactlyInAnyOrder(0, 1);
    assertThat(items.report).isNull();
    for (int index : items.started) {
      assertThatThrownBy(() -> items.run(index).getResult(Void.class))
          .hasCauseInstanceOf(CanceledFailure.class);
    }
  }

  @Test
  void thousandsOfItemsLeaveNoLongHistory() {
    workflow().run(ForEachArguments.initial(CALL, CALLING, 2_000, 20, true));

    assertThat(items.report.succeeded()).isEqualTo(2_000);
    long events =
        temporal
            .getWorkflowClient()
            .fetchHistory(PathContract.eachWorkflowId(CALL))
            .getEvents()
            .size();
    System.out.println("for_each over 2,000 items: " + events + " events in the last history");
    assertThat(events).isLessThan(1_500);
  }

  @Test
  void aWorkerThatIsKilledOverACallIsNoticedWithinSeconds() {
    workflow().run(ForEachArguments.initial(CALL, CALLING, 1, 1, true));

    assertThat(
            temporal
                .getWorkflowClient()
                .fetchHistory(PathContract.eachWorkflowId(CALL))
                .getEvents()
                .stream()
                .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                .map(
                    event ->
                        event
                            .getActivityTaskScheduledEventAttributes()
                            .getHeartbeatTimeout()
                            .getSeconds()))
        .isNotEmpty()
        .containsOnly(20L);
  }

  private ForEachWorkflow workflow() {
    return temporal
        .getWorkflowClient()
        .newWorkflowStub(ForEachWorkflow.class, PathContract.startOptionsOfEach(CALL));
  }

  /** A run that waits until it is cancelled. */
  @WorkflowInterface
  public interface Run {

    @WorkflowMethod
    void run();

    @SignalMethod
    void pause(RunSignals.Pause pause);

    @SignalMethod
    void resume(RunSignals.Resume resume);
  }

  /** Hears of pauses and does nothing about them. */
  public static final class LongRun implements Run {

    @Override
    public void run() {
      Workflow.await(() -> false);
    }

    @Override
    public void pause(RunSignals.Pause pause) {}

    @Override
    public void resume(RunSignals.Resume resume) {}
  }

  /** Runs that end as the test says. */
  private static final class Items implements CallActivities {

    private final List<Integer> started = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch none = new CountDownLatch(1);
    private IntPredicate endsAtOnce = index -> true;
    private IntPredicate fails = index -> false;
    private WorkflowClient client;
    private volatile ForEachArguments report;

    @Override
    public void startItems(ForEachArguments each, int from, int count) {
      for (int index = from; index < from + count; index++) {
        started.add(index);
        if (!endsAtOnce.test(index)) {
          WorkflowClient.start(
              client.newWorkflowStub(
                      Run.class,
                      WorkflowOptions.newBuilder()
                          .setWorkflowId(runId(index))
                          .setTaskQueue(TaskQueues.JOURNEYS)
                          .build())
                  ::run);
        } else {
          end(index, fails.test(index) ? new StepFailure(FailureCode.REJECTED, "no") : null);
        }
      }
    }

    private WorkflowStub run(int index) {
      return client.newUntypedWorkflowStub(runId(index));
    }

    private static String runId(int index) {
      return PathContract.runWorkflowId(PathContract.itemRunId(CALL, index));
    }

    private void end(int index, StepFailure failure) {
      client
          .newWorkflowStub(ForEachWorkflow.class, PathContract.eachWorkflowId(CALL))
          .callEnded(
              new RunSignals.CallEnded(PathContract.itemRunId(CALL, index), null, failure, null));
    }

    private void awaitStarted(int count) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (started.size() < count) {
        assertThat(System.nanoTime()).as("only %s began", started).isLessThan(end);
        try {
          none.await(10, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public void reportItems(ForEachArguments each) {
      report = each;
    }

    @Override
    public void start(UUID callId, Calling calling) {
      throw new UnsupportedOperationException("items only");
    }

    @Override
    public void report(UUID runId, JsonNode metadata) {
      throw new UnsupportedOperationException("items only");
    }
  }
}
