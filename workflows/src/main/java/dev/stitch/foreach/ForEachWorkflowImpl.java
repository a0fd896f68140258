package dev.stitch.foreach;

import dev.stitch.driver.CallStubs;
import dev.stitch.driver.OutgoingSignals;
import dev.stitch.driver.RunSignals;
import dev.stitch.driver.TaskBoundary;
import dev.stitch.driver.WorkflowTime;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.path.PathContract;
import dev.stitch.port.CallActivities;
import dev.stitch.port.ForEachArguments;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps some runs under way until no item is left. Their ends come by signal, so that it may
 * continue as new at any time, however long an item takes.
 */
public final class ForEachWorkflowImpl implements ForEachWorkflow {

  private final CallActivities calls = CallStubs.calls();

  /** False for one that began when it told its items without counting what was on its way. */
  private final boolean counting =
      Workflow.getVersion("counted-signals", Workflow.DEFAULT_VERSION, 1) == 1;

  private final TaskBoundary boundary = new TaskBoundary(false);
  private final OutgoingSignals signals = new OutgoingSignals(true, boundary);
  private final ForEachArguments input;
  private final Set<UUID> underWay;
  private final Map<PauseOwner, TimerMode> pauses = new EnumMap<>(PauseOwner.class);
  private int next;
  private int succeeded;
  private int failed;
  private boolean heard;
  private boolean cancelled;

  /** A signal may come before {@code run}: the state is set up here. */
  @WorkflowInit
  public ForEachWorkflowImpl(ForEachArguments input) {
    this.input = input;
    this.underWay = new LinkedHashSet<>(input.underWay());
    this.pauses.putAll(input.pauses());
    this.next = input.next();
    this.succeeded = input.succeeded();
    this.failed = input.failed();
  }

  @Override
  public void run(ForEachArguments same) {
    CancellationScope.current()
        .getCancellationRequest()
        .thenApply(
            reason -> {
              cancelled = true;
              heard = true;
              return null;
            });
    Workflow.newDetachedCancellationScope(this::work).run();
  }

  private void work() {
    while (!cancelled) {
      heard = false;
      if (WorkflowTime.historyIsLong() && allIsSaid()) {
        if (!boundary.isAhead() || !boundary.cross()) {
          Workflow.continueAsNew(state());
        }
      } else if (startsAny()) {
        startSome();
      } else if (underWay.isEmpty() && !beginsAnother()) {
        calls.reportItems(state());
        return;
      } else {
        Workflow.await(() -> heard || (counting && WorkflowTime.historyIsLong() && allIsSaid()));
      }
    }
    Workflow.await(this::allIsSaid);
    toEach(ExternalWorkflowStub::cancel);
    boundary.cross();
  }

  private boolean allIsSaid() {
    return !counting || signals.none();
  }

  private boolean beginsAnother() {
    return next < input.total() && !(input.stopAtFailure() && failed > 0);
  }

  /** Several at once, where several may: each start is an activity in this workflow's history. */
  private boolean startsAny() {
    int free = input.concurrency() - underWay.size();
    boolean worthIt = underWay.isEmpty() || free * 4 >= input.concurrency();
    return beginsAnother() && pauses.isEmpty() && free > 0 && worthIt;
  }

  private void startSome() {
    int from = next;
    int count = Math.min(input.concurrency() - underWay.size(), input.total() - from);
    // Counted before they begin: a short one has ended before the activity has.
    for (next = from; next < from + count; next++) {
      underWay.add(PathContract.itemRunId(input.callId(), next));
    }
    Map<PauseOwner, TimerMode> known = Map.copyOf(pauses);
    calls.startItems(state(), from, count);
    if (counting) {
      catchUp(known);
    }
  }

  /** What was paused or resumed while items were being started may have come before they were. */
  private void catchUp(Map<PauseOwner, TimerMode> known) {
    pauses.forEach(
        (owner, timers) -> {
          if (!known.containsKey(owner)) {
            tellEach("pause", new RunSignals.Pause(owner, timers));
          }
        });
    for (PauseOwner owner : known.keySet()) {
      if (!pauses.containsKey(owner)) {
        tellEach("resume", new RunSignals.Resume(owner, ResumeMode.CONTINUE));
      }
    }
  }

  private ForEachArguments state() {
    return new ForEachArguments(
        input.callId(),
        input.calling(),
        input.total(),
        input.concurrency(),
        input.stopAtFailure(),
        next,
        succeeded,
        failed,
        List.copyOf(underWay),
        pauses);
  }

  /** Signals each item's run; a signal to a run that has ended meanwhile is dropped. */
  private void tellEach(String signal, Object argument) {
    if (!counting) {
      toEach(run -> run.signal(signal, argument));
      return;
    }
    for (UUID run : underWay) {
      String workflowId = PathContract.runWorkflowId(run);
      signals.send(
          workflowId,
          OutgoingSignals.Kind.CONTROL,
          () ->
              Async.procedure(
                  () ->
                      Workflow.newUntypedExternalWorkflowStub(workflowId).signal(signal, argument)),
          () -> {});
    }
  }

  /** What has ended meanwhile needs cancelling no more. */
  private void toEach(Consumer<ExternalWorkflowStub> act) {
    List.copyOf(underWay).stream()
        .map(
            run ->
                Async.procedure(
                        () ->
                            act.accept(
                                Workflow.newUntypedExternalWorkflowStub(
                                    PathContract.runWorkflowId(run))))
                    .handle((told, failure) -> null))
        .toList()
        .forEach(told -> told.get());
  }

  @Override
  public void callEnded(RunSignals.CallEnded ended) {
    if (underWay.remove(ended.callId())) {
      if (ended.failure() == null) {
        succeeded++;
      } else {
        failed++;
      }
    }
    heard = true;
  }

  @Override
  public void pause(RunSignals.Pause pause) {
    pauses.put(pause.owner(), pause.timers());
    tellEach("pause", pause);
    heard = true;
  }

  @Override
  public void resume(RunSignals.Resume resume) {
    pauses.remove(resume.owner());
    tellEach("resume", resume);
    heard = true;
  }
}
