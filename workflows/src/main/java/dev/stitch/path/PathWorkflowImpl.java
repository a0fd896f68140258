package dev.stitch.path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.driver.Alarm;
import dev.stitch.driver.AwaitedActs;
import dev.stitch.driver.CallStubs;
import dev.stitch.driver.CalledRuns;
import dev.stitch.driver.FenceSequence;
import dev.stitch.driver.OutgoingSignals;
import dev.stitch.driver.RemoteSteps;
import dev.stitch.driver.RunActHandlers;
import dev.stitch.driver.RunActs;
import dev.stitch.driver.RunSignals;
import dev.stitch.driver.TaskBoundary;
import dev.stitch.driver.TaskSize;
import dev.stitch.driver.WorkflowPlans;
import dev.stitch.driver.WorkflowTime;
import dev.stitch.machine.CallAct;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.GuestRun;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.PathCommand;
import dev.stitch.machine.PathEnd;
import dev.stitch.machine.PathFacts;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.Rules;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.StepVariables;
import dev.stitch.machine.Transition;
import dev.stitch.machine.WaitingOn;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.Calling;
import dev.stitch.port.PathArguments;
import dev.stitch.port.PathFlush;
import dev.stitch.port.StepRequest;
import dev.stitch.step.Wait;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Carries out what {@link PathMachine} decides, and feeds back what came of it. */
public class PathWorkflowImpl implements PathWorkflow {

  private final PathArguments input;
  private final PathPlan plan;
  private final PathMachine machine;
  private final Deque<PathInput> inbox = new ArrayDeque<>();
  private final Deque<PathWork> localWork = new ArrayDeque<>();
  private final boolean bounded;
  private final RemoteSteps remote;
  private final CalledRuns called;
  private final OutgoingSignals signals;
  private final TaskBoundary boundary;
  private final TaskSize taskSize = new TaskSize();
  private final AwaitedActs acts = new AwaitedActs();

  /** Steps that begin after the flush, which keeps what they need. */
  private final SequencedSet<String> beginning = new LinkedHashSet<>();

  private final Alarm alarm =
      new Alarm(due -> inbox.add(new PathInput.TimerFired(WorkflowTime.now(), due)));
  private PathFacts.Collector facts = new PathFacts.Collector();
  private PathState state;
  private PathState flushed;
  private final FenceSequence fences = new FenceSequence();
  private String journeyWorkflowId;
  private boolean reportEnd;

  /** What the journey was told last; null when whoever it tells now was told nothing. */
  private List<WaitingOn> reported = List.of();

  /** A signal or update may come before {@code run}: the state is set up here. */
  @WorkflowInit
  public PathWorkflowImpl(PathArguments input) {
    this(input, Rules.CURRENT);
  }

  /**
   * @param newestRules the newest that the build knows
   */
  protected PathWorkflowImpl(PathArguments input, int newestRules) {
    this.input = input;
    this.plan = new WorkflowPlans().path(input.plan().hash());
    this.machine = new PathMachine(plan);
    this.journeyWorkflowId = input.journeyWorkflowId();
    this.reportEnd = input.reportEnd();
    int carried = input.carried() == null ? 0 : input.carried().rules();
    int rules = WorkflowTime.rules(carried, newestRules);
    this.bounded = rules >= Rules.BOUNDED;
    this.remote = new RemoteSteps(bounded);
    this.called = new CalledRuns(bounded);
    this.boundary = new TaskBoundary(bounded);
    this.signals = new OutgoingSignals(bounded, boundary);
    Workflow.registerListener(new RunActHandlers(act -> machine.check(state, act), this::act));
    if (input.carried() != null) {
      state = rules > carried ? input.carried().under(rules) : input.carried();
      flushed = state;
      return;
    }
    state =
        PathState.initial(
            rules,
            input.runId(),
            plan.hash(),
            input.execution(),
            input.input(),
            input.trigger(),
            input.metadata());
    inbox.add(
        new PathInput.Begun(WorkflowTime.now(), input.resume(), input.paused(), input.events()));
  }

  @Override
  public PathEnd run(PathArguments same) {
    // Cancellation is an event like any other: what it leads to must still be flushed.
    CancellationScope.current()
        .getCancellationRequest()
        .thenApply(reason -> inbox.add(new PathInput.CancelRequested(WorkflowTime.now())));
    Workflow.newDetachedCancellationScope(this::walk).run();
    return PathMachine.end(state);
  }

  /** Applies what happens until the run has ended. */
  private void walk() {
    introduceGuest();
    while (true) {
      applyInbox();
      if (!localWork.isEmpty() || !state.equals(flushed)) {
        flush();
      } else if (state.status().isFinal()) {
        acts.flushed(); // what came after the end changed nothing
        if (!isAllAnswered()) {
          Workflow.await(this::isAllAnswered);
          boundary.cross();
        } else {
          reportEnd();
          reportToCaller();
          return;
        }
      } else if (WorkflowTime.historyIsLong() && isIdle() && signals.allowContinueAsNew()) {
        if (!boundary.isAhead() || !boundary.cross()) {
          continueAsNew();
        }
      } else {
        reportWaiting();
        alarm.set(PathMachine.deadline(state));
        Workflow.await(
            () ->
                !inbox.isEmpty()
                    || flushed == null
                    || reported == null
                    || (bounded && WorkflowTime.historyIsLong() && isQuiet()));
      }
    }
  }

  private boolean isAllAnswered() {
    return called.none() && (!bounded || signals.none()) && Workflow.isEveryHandlerFinished();
  }

  private boolean isIdle() {
    return remote.none() && called.none() && Workflow.isEveryHandlerFinished();
  }

  /** Whether nothing is under way, signals included; may be asked while it waits. */
  private boolean isQuiet() {
    return isIdle() && signals.none();
  }

  /** A direct run of an entity is paused and cancelled with it, and is told of its events. */
  private void introduceGuest() {
    if (bounded && guest() && input.carried() == null && journeyWorkflowId != null) {
      PathSignals.Began report =
          new PathSignals.Began(new GuestRun(input.runId(), input.flowId(), input.uxNodeId()));
      tellJourney(() -> journey().guestBegan(report));
    }
  }

  private void tellJourney(Functions.Proc signal) {
    // A journey that is closed needs telling nothing.
    signals.send(
        journeyWorkflowId, OutgoingSignals.Kind.CONTROL, () -> Async.procedure(signal), () -> {});
  }

  private void applyInbox() {
    while (!inbox.isEmpty()) {
      PathInput event = inbox.poll();
      for (PathCommand command : apply(event)) {
        facts.add(command);
      }
      if (event instanceof PathInput.Acted acted) {
        acts.applied(acted.act().id(), machine.check(state, acted.act()));
      }
    }
  }

  /** Applies one event and carries its commands out; facts are the caller's to keep. */
  private List<PathCommand> apply(PathInput event) {
    Transition<PathState, PathCommand> next = machine.apply(state, event);
    state = next.state();
    next.commands().forEach(this::carryOut);
    return next.commands();
  }

  private void carryOut(PathCommand command) {
    switch (command) {
      case PathCommand.RunLocally run -> localWork.add(run.task());
      case PathCommand.RunRemotely run -> beginRemote(run.nodeId());
      case PathCommand.CancelRemote cancel -> {
        beginning.remove(cancel.nodeId());
        remote.cancel(cancel.nodeId());
      }
      case PathCommand.Call call -> called.carryOut(call, calling(call.nodeId()));
      case PathCommand.RecordStep fact -> {}
      case PathCommand.ChangeTask fact -> {}
    }
  }

  /** One local activity does the local work at hand and flushes what was recorded. */
  private void flush() {
    PathFlush.Result result =
        WorkflowTime.flushes()
            .path(
                new PathFlush(
                    fences.next(),
                    Workflow.getInfo().getWorkflowId(),
                    Workflow.getInfo().getRunId(),
                    input,
                    state,
                    List.copyOf(localWork),
                    facts.facts(),
                    !beginning.isEmpty(),
                    WorkflowTime.now()));
    facts = new PathFacts.Collector();
    dropUnwanted();
    for (PathInput event : result.events()) {
      localWork.poll();
      apply(event);
      dropUnwanted();
    }
    if (result.nextStepIndex() != state.nextStepIndex()) {
      throw new IllegalStateException(
          "workflow and flush disagree: step "
              + state.nextStepIndex()
              + " and "
              + result.nextStepIndex());
    }
    flushed = state;
    acts.flushed();
    beginning.forEach(this::startRemote);
    beginning.clear();
    if (bounded) {
      taskSize.add(result.size());
      taskSize.answerWhenFull();
    }
  }

  /** The flush leaves out the same work, by the same rule. */
  private void dropUnwanted() {
    while (!localWork.isEmpty() && !PathMachine.wants(state, localWork.peek())) {
      localWork.poll();
    }
  }

  private void beginRemote(String nodeId) {
    if (bounded) {
      beginning.add(nodeId);
    } else {
      startRemote(nodeId);
    }
  }

  private void startRemote(String nodeId) {
    ObjectNode variables =
        StepVariables.of(
            state, StepVariables.entity(input.entityId(), null, input.uxNodeId(), state));
    boolean kept = StepVariables.areKept(state.rules(), variables);
    remote.start(
        nodeId,
        plan.step(nodeId).orElseThrow(),
        new StepRequest(
            plan.hash(),
            nodeId,
            input.runId(),
            input.firstRunId(),
            state.execution(),
            input.entityId(),
            input.contactId(),
            kept ? null : variables,
            kept ? state.nextStepIndex() : null,
            WorkflowTime.now()),
        result ->
            inbox.add(
                new PathInput.StepEnded(
                    WorkflowTime.now(), nodeId, result.outcome(), result.attempt())));
  }

  private Calling calling(String nodeId) {
    return new Calling(
        input.runId(),
        input.firstRunId(),
        nodeId,
        state.execution(),
        Workflow.getInfo().getWorkflowId(),
        input.entityId(),
        input.contactId(),
        input.uxNodeId(),
        state.metadata(),
        input.triggerKind(),
        input.startedBy());
  }

  /** Tells the journey what this path waits for, when that changed. */
  private void reportWaiting() {
    List<WaitingOn> waits = PathMachine.waitingOn(state);
    boolean known = waits.equals(reported);
    reported = waits;
    if (journeyWorkflowId == null || known || guest()) {
      return;
    }
    PathSignals.Waiting report = new PathSignals.Waiting(input.runId(), waits);
    tellJourney(() -> journey().pathWaiting(report));
  }

  private void reportEnd() {
    if (journeyWorkflowId == null || !(reportEnd || (bounded && wasReset()))) {
      return;
    }
    PathEnd end = PathMachine.end(state);
    Promise<Void> told =
        Async.procedure(
            () ->
                journey()
                    .pathEnded(
                        new PathSignals.Ended(
                            input.runId(), input.uxNodeId(), input.flowId(), end)));
    // A journey that is closed needs telling nothing.
    told.handle((done, failure) -> null).get();
    boundary.cross();
  }

  /**
   * Whether an operator began this run at a point of another. The journey is not its parent then,
   * and the path may end before the reconciler has told it.
   */
  private static boolean wasReset() {
    WorkflowInfo info = Workflow.getInfo();
    return !info.getRunId().equals(info.getOriginalExecutionRunId());
  }

  private void reportToCaller() {
    if (input.caller() != null) {
      CallStubs.calls().report(input.runId(), state.changes());
    }
  }

  /** A direct run is not one of the journey's own paths. */
  private boolean guest() {
    // Under the first rules a path that was adopted passed for one when it had continued as new.
    return bounded ? input.visit() == null : input.reportEnd();
  }

  private JourneyReports journey() {
    return Workflow.newExternalWorkflowStub(JourneyReports.class, journeyWorkflowId);
  }

  private void continueAsNew() {
    Workflow.continueAsNew(
        input.carrying(state, journeyWorkflowId, reportEnd || (bounded && wasReset())));
  }

  /** Enqueues an act and answers once it is applied and flushed. */
  private RunActs.Outcome act(RunAct act) {
    inbox.add(new PathInput.Acted(WorkflowTime.now(), act));
    acts.await(act.id(), () -> flushed == null ? Map.of() : flushed.seen());
    return new RunActs.Outcome(input.runId(), state.status(), PathMachine.waitingOn(state));
  }

  // ---- signals ----

  @Override
  public void event(ExternalEvent event) {
    inbox.add(new PathInput.EventArrived(WorkflowTime.now(), event));
  }

  @Override
  public void pause(RunSignals.Pause pause) {
    inbox.add(new PathInput.Paused(WorkflowTime.now(), pause.owner(), pause.timers()));
  }

  @Override
  public void resume(RunSignals.Resume resume) {
    inbox.add(new PathInput.Resumed(WorkflowTime.now(), resume.owner(), resume.mode()));
  }

  @Override
  public void skip(RunSignals.Skip skip) {
    inbox.add(new PathInput.Skipped(WorkflowTime.now(), skip.nodeId(), skip.actor()));
  }

  @Override
  public void answerTask(RunSignals.TaskAnswer answer) {
    inbox.add(
        new PathInput.TaskAnswered(
            WorkflowTime.now(), answer.taskId(), answer.choice(), answer.answer(), answer.actor()));
  }

  @Override
  public void callback(RunSignals.Callback callback) {
    inbox.add(
        new PathInput.CallbackArrived(
            WorkflowTime.now(),
            callback.nodeId(),
            callback.execution(),
            callback.output(),
            callback.failure()));
  }

  @Override
  public void callEnded(RunSignals.CallEnded ended) {
    inbox.add(
        new PathInput.CallEnded(
            WorkflowTime.now(), ended.callId(), ended.output(), ended.failure(), ended.metadata()));
  }

  @Override
  public void adopt(RunSignals.Adopt adopt) {
    journeyWorkflowId = adopt.journeyWorkflowId();
    reportEnd = true;
    if (bounded) {
      // A journey that was reset has forgotten, and a report may have come before it knew the path.
      reported = null;
    }
  }

  @Override
  public void afterReset() {
    reportEnd = journeyWorkflowId != null;
    reported = List.of();
    flushed = null;
    // What is called already is not called twice: what has ended meanwhile reports its end again.
    state.nodes().forEach(this::callAgain);
  }

  private void callAgain(String nodeId, NodeState node) {
    if (node.status() == NodeStatus.WAITING && node.waiting() instanceof Wait.Called call) {
      carryOut(new PathCommand.Call(nodeId, call, new CallAct.Start()));
    }
  }

  @Override
  public PathView view() {
    return new PathView(input.runId(), state.status(), state.nodes(), PathMachine.waitingOn(state));
  }
}
