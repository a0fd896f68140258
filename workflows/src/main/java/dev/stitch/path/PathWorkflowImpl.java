package dev.stitch.path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.driver.CallStubs;
import dev.stitch.driver.CalledRuns;
import dev.stitch.driver.MachineDriver;
import dev.stitch.driver.OutgoingSignals;
import dev.stitch.driver.RemoteStarts;
import dev.stitch.driver.RunActs;
import dev.stitch.driver.RunSignals;
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
import dev.stitch.machine.WaitingOn;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.Calling;
import dev.stitch.port.Fence;
import dev.stitch.port.PathArguments;
import dev.stitch.port.PathFlush;
import dev.stitch.port.StepRequest;
import dev.stitch.step.Wait;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link PathMachine} decides, and feeds back what came of it. */
public class PathWorkflowImpl extends MachineDriver<PathState, PathInput, PathCommand, PathWork>
    implements PathWorkflow {

  private final PathArguments input;
  private final PathPlan plan;
  private final PathMachine machine;
  private final CalledRuns called;

  /** By node. */
  private final RemoteStarts<String> starts = new RemoteStarts<>(bounded, this::startRemote);

  private PathFacts.Collector facts = new PathFacts.Collector();
  private @Nullable String journeyWorkflowId;
  private boolean reportEnd;

  /** What the journey was told last; null when whoever it tells now was told nothing. */
  private @Nullable List<WaitingOn> reported = List.of();

  /** A signal or update may come before {@code run}: the state is set up here. */
  @WorkflowInit
  public PathWorkflowImpl(PathArguments input) {
    this(input, Rules.CURRENT);
  }

  /**
   * @param newestRules the newest that the build knows
   */
  protected PathWorkflowImpl(PathArguments input, int newestRules) {
    PathPlan plan = new WorkflowPlans().path(input.plan().hash());
    PathMachine machine = new PathMachine(plan);
    PathState carried = input.carried();
    int rules = WorkflowTime.rules(carried == null ? 0 : carried.rules(), newestRules);
    super(
        machine,
        rules >= Rules.BOUNDED,
        carried == null ? initial(input, rules) : carried.under(rules),
        carried != null);
    this.input = input;
    this.plan = plan;
    this.machine = machine;
    this.journeyWorkflowId = input.journeyWorkflowId();
    this.reportEnd = input.reportEnd();
    this.called = new CalledRuns(bounded);
    Workflow.registerListener(new RunActs(act -> machine.check(state(), act), this::act));
    if (carried == null) {
      enqueue(
          new PathInput.Begun(WorkflowTime.now(), input.resume(), input.paused(), input.events()));
    }
  }

  private static PathState initial(PathArguments input, int rules) {
    return PathState.initial(
        rules,
        input.runId(),
        input.plan().hash(),
        input.execution(),
        input.input(),
        input.trigger(),
        input.metadata());
  }

  @Override
  public PathEnd run(PathArguments same) {
    drive();
    return PathMachine.end(state());
  }

  // ---- the driver's questions ----

  @Override
  protected PathInput timerFired(Instant due) {
    return new PathInput.TimerFired(WorkflowTime.now(), due);
  }

  @Override
  protected PathInput cancelRequested(String reason) {
    return new PathInput.CancelRequested(WorkflowTime.now());
  }

  @Override
  protected void begin() {
    introduceGuest();
  }

  @Override
  protected boolean hasEnded() {
    return state().status().isFinal();
  }

  @Override
  protected boolean close() {
    acts.flushed(); // what came after the end changed nothing
    if (!mayClose()) {
      Workflow.await(this::mayClose);
      boundary.cross();
      return false;
    }
    reportEnd();
    reportToCaller();
    return true;
  }

  private boolean mayClose() {
    return called.none() && (!bounded || signals.none()) && Workflow.isEveryHandlerFinished();
  }

  @Override
  protected boolean isIdle() {
    return remote.none() && called.none() && Workflow.isEveryHandlerFinished();
  }

  @Override
  protected Optional<Instant> deadline() {
    return PathMachine.deadline(state());
  }

  @Override
  protected void beforeBlocking() {
    reportWaiting();
  }

  @Override
  protected boolean isMoreToDo() {
    return reported == null;
  }

  @Override
  protected void applied(PathInput input) {
    if (input instanceof PathInput.Acted acted) {
      acts.applied(acted.act().id(), machine.check(state(), acted.act()));
    }
  }

  @Override
  protected void record(PathCommand command) {
    facts.add(command);
  }

  @Override
  protected void carryOut(PathCommand command) {
    switch (command) {
      case PathCommand.RunRemotely run -> starts.request(run.nodeId());
      case PathCommand.CancelRemote cancel -> {
        starts.withdraw(cancel.nodeId());
        remote.cancel(cancel.nodeId());
      }
      case PathCommand.Call call -> called.carryOut(call, calling(call.nodeId()));
      case PathCommand.RunLocally work -> {}
      case PathCommand.RecordStep fact -> {}
      case PathCommand.ChangeTask fact -> {}
    }
  }

  @Override
  protected Flushed<PathInput> flush(Fence fence, List<PathWork> work) {
    PathFlush.Result result =
        WorkflowTime.flushes()
            .path(
                new PathFlush(
                    fence,
                    Workflow.getInfo().getWorkflowId(),
                    Workflow.getInfo().getRunId(),
                    input,
                    state(),
                    work,
                    facts.facts(),
                    !starts.awaitingFlush().isEmpty(),
                    WorkflowTime.now()));
    facts = new PathFacts.Collector();
    return new Flushed<>(result.events(), result.nextStepIndex(), result.size());
  }

  @Override
  protected long nextNumber() {
    return state().nextStepIndex();
  }

  @Override
  protected void afterFlush() {
    starts.flushed();
  }

  @Override
  protected void continueAsNew() {
    Workflow.continueAsNew(
        input.carrying(state(), journeyWorkflowId, reportEnd || (bounded && wasReset())));
  }

  // ---- what it carries out ----

  /**
   * A direct run of an entity is paused and cancelled with it, and is told of its events. It waits
   * until the journey has heard that: who sees it wait for an event may send one right away.
   */
  private void introduceGuest() {
    if (bounded && guest() && input.carried() == null && journeyWorkflowId != null) {
      PathSignals.Began report =
          new PathSignals.Began(new GuestRun(input.runId(), flowId(), input.uxNodeId()));
      tellJourney(() -> journey().guestBegan(report));
      if (state().rules() >= Rules.KNOWN_GUESTS) {
        Workflow.await(signals::none);
      }
    }
  }

  private void tellJourney(Functions.Proc signal) {
    // The signal fails when the journey has closed, which then needs no report.
    signals.send(
        Objects.requireNonNull(journeyWorkflowId),
        OutgoingSignals.Kind.CONTROL,
        () -> Async.procedure(signal),
        () -> {});
  }

  private void startRemote(String nodeId) {
    ObjectNode variables =
        StepVariables.of(
            state(), StepVariables.entity(input.entityId(), null, input.uxNodeId(), state()));
    boolean kept = StepVariables.areKept(state().rules(), variables);
    remote.start(
        nodeId,
        plan.step(nodeId).orElseThrow(),
        new StepRequest(
            plan.hash(),
            nodeId,
            input.runId(),
            input.firstRunId(),
            state().execution(),
            input.entityId(),
            input.contactId(),
            kept ? null : variables,
            kept ? state().nextStepIndex() : null,
            WorkflowTime.now()),
        result ->
            enqueue(
                new PathInput.StepEnded(
                    WorkflowTime.now(), nodeId, result.outcome(), result.attempt())));
  }

  private Calling calling(String nodeId) {
    return new Calling(
        input.runId(),
        input.firstRunId(),
        nodeId,
        state().execution(),
        Workflow.getInfo().getWorkflowId(),
        input.entityId(),
        input.contactId(),
        input.uxNodeId(),
        state().metadata(),
        input.triggerKind(),
        input.startedBy());
  }

  /** Tells the journey what this path waits for, when that changed. */
  private void reportWaiting() {
    List<WaitingOn> waits = PathMachine.waitingOn(state());
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
    PathEnd end = PathMachine.end(state());
    Promise<Void> told =
        Async.procedure(
            () ->
                journey()
                    .pathEnded(
                        new PathSignals.Ended(input.runId(), input.uxNodeId(), flowId(), end)));
    // The signal fails when the journey has closed, which then needs no report.
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
      CallStubs.calls().report(input.runId(), state().changes());
    }
  }

  /** A direct run is not one of the journey's own paths. */
  private boolean guest() {
    // Under the first rules a path that was adopted passed for one when it had continued as new.
    return bounded ? input.visit() == null : input.reportEnd();
  }

  /** Of a run that a journey knows; a template's has none. */
  private UUID flowId() {
    return Objects.requireNonNull(input.flowId(), "flowId");
  }

  private JourneyReports journey() {
    return Workflow.newExternalWorkflowStub(JourneyReports.class, journeyWorkflowId);
  }

  /** Enqueues an act and answers once it is applied and flushed. */
  private RunActs.Outcome act(RunAct act) {
    enqueue(new PathInput.Acted(WorkflowTime.now(), act));
    acts.await(act.id(), () -> flushed() == null ? Map.of() : flushed().seen());
    return new RunActs.Outcome(input.runId(), state().status(), PathMachine.waitingOn(state()));
  }

  // ---- signals ----

  @Override
  public void event(ExternalEvent event) {
    enqueue(new PathInput.EventArrived(WorkflowTime.now(), event));
  }

  @Override
  public void pause(RunSignals.Pause pause) {
    enqueue(new PathInput.Paused(WorkflowTime.now(), pause.owner(), pause.timers()));
  }

  @Override
  public void resume(RunSignals.Resume resume) {
    enqueue(new PathInput.Resumed(WorkflowTime.now(), resume.owner(), resume.mode()));
  }

  @Override
  public void skip(RunSignals.Skip skip) {
    enqueue(new PathInput.Skipped(WorkflowTime.now(), skip.nodeId(), skip.actor()));
  }

  @Override
  public void answerTask(RunSignals.TaskAnswer answer) {
    enqueue(
        new PathInput.TaskAnswered(
            WorkflowTime.now(), answer.taskId(), answer.choice(), answer.answer(), answer.actor()));
  }

  @Override
  public void callback(RunSignals.Callback callback) {
    enqueue(
        new PathInput.CallbackArrived(
            WorkflowTime.now(),
            callback.nodeId(),
            callback.execution(),
            callback.output(),
            callback.failure()));
  }

  @Override
  public void lookAgain(UUID runId) {
    if (WorkflowTime.knowsLookAgain()) {
      enqueue(new PathInput.LookAgain(WorkflowTime.now()));
    }
  }

  @Override
  public void callEnded(RunSignals.CallEnded ended) {
    enqueue(
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
    flushAgain();
    // A run that is there already is not started twice: one that has ended reports its end again.
    state().nodes().forEach(this::callAgain);
  }

  private void callAgain(String nodeId, NodeState node) {
    if (node.status() == NodeStatus.WAITING && node.waiting() instanceof Wait.Called call) {
      carryOut(new PathCommand.Call(nodeId, call, new CallAct.Start()));
    }
  }

  @Override
  public PathView view() {
    return new PathView(
        input.runId(), state().status(), state().nodes(), PathMachine.waitingOn(state()));
  }
}
