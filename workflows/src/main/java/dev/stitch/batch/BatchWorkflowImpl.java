package dev.stitch.batch;

import dev.stitch.batch.BatchMachine.Command;
import dev.stitch.batch.BatchMachine.Input;
import dev.stitch.driver.CallStubs;
import dev.stitch.driver.MachineDriver;
import dev.stitch.driver.RunActs;
import dev.stitch.driver.RunSignals;
import dev.stitch.driver.WorkflowTime;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.BatchActivities;
import dev.stitch.port.BatchActivities.BatchCounts;
import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.port.Fence;
import dev.stitch.port.RunFlush;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link BatchMachine} decides. */
public final class BatchWorkflowImpl extends MachineDriver<BatchState, Input, Command, Void>
    implements BatchWorkflow {

  /** By the first rules of this family; nothing of it is older than the bounded drivers. */
  private static final boolean BOUNDED = true;

  private final BatchActivities activities =
      Workflow.newActivityStub(
          BatchActivities.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.EFFECTS)
              // A slice ends by itself after about a minute; a page may take another half.
              .setStartToCloseTimeout(Duration.ofMinutes(5))
              // The worker says every five seconds that it is alive; a killed one is noticed.
              .setHeartbeatTimeout(Duration.ofSeconds(20))
              // The run is over at once; what the slice has under way is refused by its row.
              .setCancellationType(ActivityCancellationType.TRY_CANCEL)
              // For ever: only our own parts fail a slice, and those come back.
              .setRetryOptions(
                  RetryOptions.newBuilder()
                      .setInitialInterval(Duration.ofSeconds(1))
                      .setMaximumInterval(Duration.ofSeconds(15))
                      .build())
              .build());

  private final BatchArguments batch;

  /** The slice that is to begin before the workflow blocks; null for none. */
  private @Nullable Integer due;

  /** The slice that is under way; null for none. */
  private @Nullable CancellationScope slice;

  /** A signal or an act may come before {@code run}: the state is set up here. */
  @WorkflowInit
  public BatchWorkflowImpl(BatchArguments batch) {
    BatchMachine machine = new BatchMachine();
    BatchState carried = batch.carried();
    super(machine, BOUNDED, carried == null ? BatchState.initial() : carried, carried != null);
    this.batch = batch;
    Workflow.registerListener(new RunActs(act -> machine.check(state(), act), this::act));
    if (carried == null) {
      enqueue(new Input.Begun(WorkflowTime.now()));
    } else if (carried.working()) {
      due = carried.slice();
    }
  }

  @Override
  public void run(BatchArguments same) {
    drive();
  }

  private RunActs.Outcome act(RunAct act) {
    enqueue(new Input.Acted(WorkflowTime.now(), act));
    acts.await(act.id(), Map::of);
    return new RunActs.Outcome(batch.runId(), state().status(), waitingOn(state()));
  }

  @Override
  public void lookAgain() {
    enqueue(new Input.Told(WorkflowTime.now()));
  }

  @Override
  public void pause(RunSignals.Pause pause) {
    enqueue(new Input.Paused(WorkflowTime.now(), pause.owner()));
  }

  @Override
  public void resume(RunSignals.Resume resume) {
    enqueue(new Input.Resumed(WorkflowTime.now(), resume.owner()));
  }

  @Override
  public void afterReset() {
    flushAgain();
  }

  @Override
  protected void applied(Input input) {
    if (input instanceof Input.Acted acted) {
      acts.applied(acted.act().id(), Optional.empty());
    }
  }

  @Override
  protected Input timerFired(Instant due) {
    return new Input.LookedAgain(WorkflowTime.now());
  }

  @Override
  protected Input cancelRequested(String reason) {
    return new Input.Acted(
        WorkflowTime.now(), new RunAct.Cancel("temporal-cancellation", "operator"));
  }

  @Override
  protected void carryOut(Command command) {
    switch (command) {
      case Command.Work work -> due = work.slice();
      case Command.GiveUp giveUp -> giveUp();
    }
  }

  private void giveUp() {
    due = null;
    CancellationScope under = slice;
    slice = null;
    if (under != null) {
      under.cancel();
    }
  }

  /** Slices follow each other at once: only before the next may the workflow continue as new. */
  @Override
  protected void beforeBlocking() {
    if (due != null) {
      int number = due;
      due = null;
      begin(number);
    }
  }

  private void begin(int number) {
    BatchRequest request = new BatchRequest(batch.runId(), batch.work(), number);
    CancellationScope scope =
        Workflow.newCancellationScope(
            current ->
                Async.function(activities::work, request)
                    .handle(
                        (end, failure) -> {
                          if (slice == current) {
                            slice = null;
                            BatchSlice came = failure == null ? end : failed(failure);
                            enqueue(new Input.SliceEnded(WorkflowTime.now(), number, came));
                          }
                          return null;
                        }));
    slice = scope;
    scope.run();
  }

  /** No failure of ours is final, so this is one of the Temporal server's own. */
  private static BatchSlice failed(RuntimeException failure) {
    Throwable cause = failure instanceof ActivityFailure ? failure.getCause() : failure;
    return new BatchSlice(
        false,
        BatchCounts.NONE,
        null,
        null,
        new StepFailure(FailureCode.INTERNAL, String.valueOf(cause)));
  }

  @Override
  protected void record(Command command) {
    // Slices write their own steps.
  }

  @Override
  protected Flushed<Input> flush(Fence fence, List<Void> work) {
    BatchState state = state();
    BatchState.End end = state.end();
    WorkflowTime.flushes()
        .run(
            new RunFlush(
                fence,
                batch.runId(),
                Workflow.getInfo().getRunId(),
                new RunFlush.Progress(
                    state.status(),
                    RunFlush.Counters.NONE,
                    RunFlush.Progress.ALL_STEPS_STAY,
                    end == null ? null : end.result(),
                    end == null ? null : end.failure(),
                    state.startedAt(),
                    end == null ? null : end.at(),
                    waitingOn(state)),
                List.of(),
                List.of(),
                Set.of(),
                WorkflowTime.now()));
    return new Flushed<>(List.of(), nextNumber(), 0);
  }

  private List<WaitingOn> waitingOn(BatchState state) {
    if (state.status() == RunStatus.PAUSED) {
      return List.of(WaitingOn.resume(batch.runId()));
    }
    BatchState.Held held = state.held();
    return held == null || state.working()
        ? List.of()
        : List.of(
            WaitingOn.hold(
                batch.runId(), held.lookAt(), held.hold().detail(), held.hold().reason().word()));
  }

  /** Slices number their own steps. */
  @Override
  protected long nextNumber() {
    return 0;
  }

  @Override
  protected boolean isIdle() {
    return super.isIdle() && slice == null;
  }

  @Override
  protected Optional<Instant> deadline() {
    return BatchMachine.deadline(state());
  }

  @Override
  protected boolean hasEnded() {
    return state().status().isFinal();
  }

  @Override
  protected boolean close() {
    if (!super.close()) {
      return false;
    }
    if (batch.caller() != null) {
      CallStubs.calls().report(batch.runId(), null);
    }
    return true;
  }

  @Override
  protected void continueAsNew() {
    Workflow.continueAsNew(batch.carrying(state()));
  }
}
