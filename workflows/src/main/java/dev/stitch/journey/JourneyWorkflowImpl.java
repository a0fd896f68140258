package dev.stitch.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.driver.Alarm;
import dev.stitch.driver.AwaitedActs;
import dev.stitch.driver.FenceSequence;
import dev.stitch.driver.OutgoingSignals;
import dev.stitch.driver.RemoteSteps;
import dev.stitch.driver.RunSignals;
import dev.stitch.driver.TaskBoundary;
import dev.stitch.driver.TaskSize;
import dev.stitch.driver.WorkflowPlans;
import dev.stitch.driver.WorkflowTime;
import dev.stitch.machine.Act;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.JourneyCommand;
import dev.stitch.machine.JourneyFacts;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyMachine;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.Rules;
import dev.stitch.machine.StepVariables;
import dev.stitch.machine.Transition;
import dev.stitch.path.PathSignals;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.JourneyFlush;
import dev.stitch.port.RefusedUpdate;
import dev.stitch.port.StepRequest;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Carries out what {@link JourneyMachine} decides, and feeds back what came of it. */
public class JourneyWorkflowImpl implements JourneyWorkflow {

  private final JourneyArguments input;
  private final WorkflowPlans plans = new WorkflowPlans();
  private final JourneyMachine machine = new JourneyMachine(plans);
  private final Deque<JourneyInput> inbox = new ArrayDeque<>();
  private final Deque<JourneyWork> localWork = new ArrayDeque<>();
  private final boolean bounded;
  private final RemoteSteps remote;
  private final OutgoingSignals signals;
  private final TaskBoundary boundary;
  private final TaskSize taskSize = new TaskSize();

  /** Steps that begin after the flush, which keeps what they need. */
  private final SequencedSet<JourneyCommand.RunRemotely> beginning = new LinkedHashSet<>();

  /** Acts that came by signal and name a plan that nobody has looked for. */
  private final Deque<Act> unvetted = new ArrayDeque<>();

  private final Map<String, Act> vetting = new HashMap<>();

  private final AwaitedActs acts = new AwaitedActs();
  private final Alarm alarm =
      new Alarm(due -> inbox.add(new JourneyInput.TimerFired(WorkflowTime.now(), due)));
  private final ChildPaths children;
  private final JourneyAttributes attributes = new JourneyAttributes();
  private JourneyFacts.Collector facts = new JourneyFacts.Collector();
  private JourneyState state;
  private JourneyState flushed;
  private final FenceSequence fences = new FenceSequence();

  /** A signal or update may come before {@code run}: the state is set up here. */
  @WorkflowInit
  public JourneyWorkflowImpl(JourneyArguments input) {
    this(input, Rules.CURRENT);
  }

  /**
   * @param newestRules the newest that the build knows
   */
  protected JourneyWorkflowImpl(JourneyArguments input, int newestRules) {
    this.input = input;
    int carried = input.carried() == null ? 0 : input.carried().rules();
    int rules = WorkflowTime.rules(carried, newestRules);
    this.bounded = rules >= Rules.BOUNDED;
    this.remote = new RemoteSteps(bounded);
    this.boundary = new TaskBoundary(bounded);
    this.signals = new OutgoingSignals(bounded, boundary);
    this.children = new ChildPaths(input, inbox::add, signals, boundary, bounded);
    if (input.carried() != null) {
      state = rules > carried ? input.carried().under(rules) : input.carried();
      flushed = state;
      return;
    }
    state =
        JourneyState.initial(
            rules,
            input.entityId(),
            input.contactId(),
            input.flowId(),
            new PlanVersion(input.flowVersion(), input.planHash()),
            input.metadata());
    inbox.add(
        new JourneyInput.Began(
            WorkflowTime.now(),
            input.startNodeId(),
            input.actor(),
            input.source(),
            input.paused()));
  }

  @Override
  public JourneyEnd run(JourneyArguments same) {
    // Cancellation is an event like any other: what it leads to must still be flushed.
    CancellationScope.current()
        .getCancellationRequest()
        .thenApply(
            reason ->
                inbox.add(
                    new JourneyInput.Acted(
                        WorkflowTime.now(),
                        new Act.Cancel("temporal-cancellation", "operator", reason))));
    Workflow.newDetachedCancellationScope(this::walk).run();
    return new JourneyEnd(state.closed(), state.nodeId(), state.nextSeq());
  }

  /** Applies what happens until the journey has ended. */
  private void walk() {
    if (input.carried() != null) {
      children.adopt(state);
    }
    while (true) {
      applyInbox();
      if (turnIsDue()) {
        flush();
      } else if (state.closed() != null) {
        boolean orderly = Workflow.getVersion("orderly-end", Workflow.DEFAULT_VERSION, 1) == 1;
        if (!isAllAnswered(orderly)) {
          Workflow.await(() -> !inbox.isEmpty() || isAllAnswered(orderly));
          boundary.cross();
        } else if (inbox.isEmpty()) {
          if (orderly) {
            // Else it would be found in Temporal by the status that it last waited in.
            attributes.upsert(state, machine.status(state));
          }
          return;
        }
      } else if (WorkflowTime.historyIsLong() && canContinueAsNew()) {
        if (!boundary.isAhead() || !boundary.cross()) {
          continueAsNew();
        }
      } else {
        attributes.upsert(state, machine.status(state));
        alarm.set(JourneyMachine.deadline(state));
        Workflow.await(
            () -> isThereWork() || (bounded && WorkflowTime.historyIsLong() && isQuiet()));
      }
    }
  }

  private boolean isAllAnswered(boolean orderly) {
    return Workflow.isEveryHandlerFinished()
        && (!orderly || children.allLetGo())
        && (!bounded || signals.none());
  }

  private boolean isThereWork() {
    return !inbox.isEmpty() || !unvetted.isEmpty() || flushed == null;
  }

  private void applyInbox() {
    while (!unvetted.isEmpty()) {
      vet(unvetted.poll());
    }
    while (!inbox.isEmpty()) {
      JourneyInput event = inbox.poll();
      for (JourneyCommand command : apply(event)) {
        facts.add(command);
      }
      if (event instanceof JourneyInput.Acted acted) {
        acts.applied(acted.act().id(), machine.check(state, acted.act()));
      }
    }
  }

  /** Has the plan looked for that an act names, where it names one; else the act is applied now. */
  private void vet(Act act) {
    machine
        .vetting(state, act)
        .ifPresentOrElse(
            task -> {
              vetting.put(act.id(), act);
              localWork.add(task);
            },
            () -> inbox.add(new JourneyInput.Acted(WorkflowTime.now(), act)));
  }

  /** Applies one event and carries its commands out; facts are the caller's to keep. */
  private List<JourneyCommand> apply(JourneyInput event) {
    Transition<JourneyState, JourneyCommand> next = machine.apply(state, event);
    state = next.state();
    next.commands().forEach(this::carryOut);
    return next.commands();
  }

  private void carryOut(JourneyCommand command) {
    switch (command) {
      case JourneyCommand.RunLocally run -> localWork.add(run.task());
      case JourneyCommand.StartPath start ->
          children.start(start.slot(), start.events(), state.metadata(), state.pauses().any());
      case JourneyCommand.WelcomeGuest welcome -> children.welcome(welcome.runId());
      case JourneyCommand.CancelPath cancel -> children.cancel(cancel.runId());
      case JourneyCommand.TellPath tell -> children.tell(tell.runId(), tell.happened());
      case JourneyCommand.RunRemotely run -> beginRemote(run);
      case JourneyCommand.CancelRemote cancel -> {
        beginning.remove(new JourneyCommand.RunRemotely(cancel.runId(), cancel.nodeId()));
        remote.cancel(key(cancel.runId(), cancel.nodeId()));
      }
      case JourneyCommand.RecordEvent fact -> {}
      case JourneyCommand.RecordRun fact -> {}
      case JourneyCommand.RecordStep fact -> {}
      case JourneyCommand.ChangeTask fact -> {}
    }
  }

  private boolean turnIsDue() {
    return !localWork.isEmpty() || !state.equals(flushed);
  }

  /** One local activity does the local work at hand and flushes what was recorded. */
  private void flush() {
    JourneyFlush.Result result =
        WorkflowTime.flushes()
            .journey(
                new JourneyFlush(
                    fences.next(),
                    Workflow.getInfo().getRunId(),
                    state,
                    List.copyOf(localWork),
                    facts.facts(),
                    beginning.stream()
                        .map(JourneyCommand.RunRemotely::runId)
                        .collect(Collectors.toSet()),
                    WorkflowTime.now()));
    facts = new JourneyFacts.Collector();
    dropUnwanted();
    for (JourneyInput event : result.events()) {
      localWork.poll();
      apply(event);
      if (event instanceof JourneyInput.PlanVetted vetted) {
        vetted(vetted);
      }
      dropUnwanted();
    }
    if (result.nextSeq() != state.nextSeq()) {
      throw new IllegalStateException(
          "workflow and flush disagree: event " + state.nextSeq() + " and " + result.nextSeq());
    }
    flushed = state;
    acts.flushed();
    beginning.forEach(run -> startRemote(run.runId(), run.nodeId()));
    beginning.clear();
    if (bounded) {
      taskSize.add(result.size());
      taskSize.answerWhenFull();
    }
  }

  private void vetted(JourneyInput.PlanVetted vetted) {
    Act act = vetting.remove(vetted.actId());
    if (act != null) {
      inbox.add(new JourneyInput.Acted(WorkflowTime.now(), act, vetted.refusal()));
    }
  }

  /** The flush leaves out the same work, by the same rule. */
  private void dropUnwanted() {
    while (!localWork.isEmpty() && !machine.wants(state, localWork.peek())) {
      localWork.poll();
    }
  }

  private void beginRemote(JourneyCommand.RunRemotely run) {
    if (bounded) {
      beginning.add(run);
    } else {
      startRemote(run.runId(), run.nodeId());
    }
  }

  private void startRemote(UUID runId, String nodeId) {
    PathSlot slot = state.slots().get(runId);
    PathState path = slot.inline();
    PathPlan.Step step = plans.path(path.planHash()).step(nodeId).orElseThrow();
    ObjectNode variables =
        StepVariables.of(
            path, StepVariables.entity(state.entityId(), state.flowId(), state.nodeId(), path));
    boolean kept = StepVariables.areKept(path.rules(), variables);
    remote.start(
        key(runId, nodeId),
        step,
        new StepRequest(
            path.planHash(),
            nodeId,
            runId,
            slot.firstRunId(),
            path.execution(),
            state.entityId(),
            state.contactId(),
            kept ? null : variables,
            kept ? path.nextStepIndex() : null,
            WorkflowTime.now()),
        result ->
            inbox.add(
                new JourneyInput.InPath(
                    runId,
                    new PathInput.StepEnded(
                        WorkflowTime.now(), nodeId, result.outcome(), result.attempt()))));
  }

  private static String key(UUID runId, String nodeId) {
    return runId + "/" + nodeId;
  }

  private boolean canContinueAsNew() {
    return isIdle() && signals.allowContinueAsNew();
  }

  /** Whether nothing is under way, signals included; may be asked while it waits. */
  private boolean isQuiet() {
    return isIdle() && signals.none();
  }

  private boolean isIdle() {
    return remote.none()
        && children.allStarted()
        && children.allLetGo()
        && Workflow.isEveryHandlerFinished();
  }

  private void continueAsNew() {
    Workflow.continueAsNew(
        new JourneyArguments(
            input.entityId(),
            input.contactId(),
            input.flowId(),
            input.flowVersion(),
            input.planHash(),
            input.startNodeId(),
            null,
            input.source(),
            input.actor(),
            input.paused(),
            state));
  }

  // ---- acts ----

  @Override
  public JourneyView move(Act.Move act) {
    return accept(act);
  }

  @Override
  public void checkMove(Act.Move act) {
    check(act);
  }

  @Override
  public JourneyView advance(Act.Advance act) {
    return accept(act);
  }

  @Override
  public void checkAdvance(Act.Advance act) {
    check(act);
  }

  @Override
  public JourneyView pause(Act.Pause act) {
    return accept(act);
  }

  @Override
  public void checkPause(Act.Pause act) {
    check(act);
  }

  @Override
  public JourneyView resume(Act.Resume act) {
    return accept(act);
  }

  @Override
  public void checkResume(Act.Resume act) {
    check(act);
  }

  @Override
  public JourneyView retry(Act.Retry act) {
    return accept(act);
  }

  @Override
  public void checkRetry(Act.Retry act) {
    check(act);
  }

  @Override
  public JourneyView skip(Act.Skip act) {
    return accept(act);
  }

  @Override
  public void checkSkip(Act.Skip act) {
    check(act);
  }

  @Override
  public JourneyView cancel(Act.Cancel act) {
    return accept(act);
  }

  @Override
  public void checkCancel(Act.Cancel act) {
    check(act);
  }

  @Override
  public JourneyView answerTask(Act.AnswerTask act) {
    return accept(act);
  }

  @Override
  public void checkAnswerTask(Act.AnswerTask act) {
    check(act);
  }

  @Override
  public JourneyView migrate(Act.Migrate act) {
    return accept(act);
  }

  @Override
  public void checkMigrate(Act.Migrate act) {
    check(act);
  }

  @Override
  public JourneyView setMetadata(Act.SetMetadata act) {
    return accept(act);
  }

  @Override
  public void checkSetMetadata(Act.SetMetadata act) {
    check(act);
  }

  @Override
  public JourneyView controlRun(Act.ControlRun act) {
    return accept(act);
  }

  @Override
  public void checkControlRun(Act.ControlRun act) {
    check(act);
  }

  /** Enqueues an act and answers once it is applied and flushed. */
  private JourneyView accept(Act act) {
    inbox.add(new JourneyInput.Acted(WorkflowTime.now(), act));
    acts.await(act.id(), () -> flushed == null ? Map.of() : flushed.seen());
    return view();
  }

  private void check(Act act) {
    machine
        .check(state, act)
        .ifPresent(
            refusal -> {
              throw new RefusedUpdate(refusal);
            });
  }

  // ---- signals ----

  @Override
  public void event(ExternalEvent event) {
    inbox.add(new JourneyInput.Happened(WorkflowTime.now(), event));
  }

  @Override
  public void reply(ExternalEvent reply) {
    event(reply);
  }

  @Override
  public void callback(RunSignals.Callback callback) {
    inbox.add(
        new JourneyInput.InPath(
            callback.runId(),
            new PathInput.CallbackArrived(
                WorkflowTime.now(),
                callback.nodeId(),
                callback.execution(),
                callback.output(),
                callback.failure())));
  }

  @Override
  public void intervene(Intervention intervention) {
    intervention
        .toAct()
        .ifPresentOrElse(
            this::intervene,
            () ->
                inbox.add(
                    new JourneyInput.Happened(
                        WorkflowTime.now(),
                        new ExternalEvent(
                            intervention.id(),
                            "refused:" + intervention.action(),
                            intervention.args(),
                            "operator"))));
  }

  private void intervene(Act act) {
    if (bounded) {
      unvetted.add(act);
    } else {
      inbox.add(new JourneyInput.Acted(WorkflowTime.now(), act));
    }
  }

  @Override
  public void guestBegan(PathSignals.Began report) {
    inbox.add(new JourneyInput.GuestBegan(WorkflowTime.now(), report.guest()));
  }

  @Override
  public void pathWaiting(PathSignals.Waiting report) {
    inbox.add(new JourneyInput.PathWaiting(WorkflowTime.now(), report.runId(), report.waitingOn()));
  }

  @Override
  public void pathEnded(PathSignals.Ended report) {
    children.farewell(report.runId());
    inbox.add(
        new JourneyInput.PathEnded(
            WorkflowTime.now(),
            report.runId(),
            report.uxNodeId(),
            report.systemFlowId(),
            report.end()));
  }

  @Override
  public void afterReset() {
    children.adopt(state);
    flushed = null;
  }

  @Override
  public JourneyView view() {
    return new JourneyView(
        state.entityId(),
        machine.status(state),
        state.nodeId(),
        state.plan().version(),
        state.enteredAt(),
        machine.waitingOn(state),
        state.metadata(),
        state.nextSeq());
  }
}
