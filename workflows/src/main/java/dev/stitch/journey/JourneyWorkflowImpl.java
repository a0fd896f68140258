package dev.stitch.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.driver.MachineDriver;
import dev.stitch.driver.RemoteStarts;
import dev.stitch.driver.RunSignals;
import dev.stitch.driver.WorkflowPlans;
import dev.stitch.driver.WorkflowTime;
import dev.stitch.machine.Act;
import dev.stitch.machine.CancelAct;
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
import dev.stitch.path.PathSignals;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.Fence;
import dev.stitch.port.JourneyFlush;
import dev.stitch.port.StepRequest;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Carries out what {@link JourneyMachine} decides, and feeds back what came of it. */
public class JourneyWorkflowImpl
    extends MachineDriver<JourneyState, JourneyInput, JourneyCommand, JourneyWork>
    implements JourneyWorkflow {

  private final JourneyArguments input;
  private final WorkflowPlans plans;
  private final JourneyMachine machine;

  private final RemoteStarts<JourneyCommand.RunRemotely> starts =
      new RemoteStarts<>(bounded, run -> startRemote(run.runId(), run.nodeId()));

  /** Acts that came by signal and name a plan that nobody has looked for. */
  private final Deque<Act> unvetted = new ArrayDeque<>();

  private final Map<String, Act> vetting = new HashMap<>();
  private final ChildPaths children;
  private final JourneyAttributes attributes = new JourneyAttributes();
  private JourneyFacts.Collector facts = new JourneyFacts.Collector();

  /** A signal or update may come before {@code run}: the state is set up here. */
  @WorkflowInit
  public JourneyWorkflowImpl(JourneyArguments input) {
    this(input, Rules.CURRENT);
  }

  /**
   * @param newestRules the newest that the build knows
   */
  protected JourneyWorkflowImpl(JourneyArguments input, int newestRules) {
    WorkflowPlans plans = new WorkflowPlans();
    JourneyMachine machine = new JourneyMachine(plans);
    JourneyState carried = input.carried();
    int rules = WorkflowTime.rules(carried == null ? 0 : carried.rules(), newestRules);
    super(
        machine,
        rules >= Rules.BOUNDED,
        carried == null ? initial(input, rules) : carried.under(rules),
        carried != null);
    this.input = input;
    this.plans = plans;
    this.machine = machine;
    this.children = new ChildPaths(input, this::enqueue, signals, boundary, bounded);
    Workflow.registerListener(new JourneyActs(act -> machine.check(state(), act), this::accept));
    if (carried == null) {
      enqueue(
          new JourneyInput.Began(
              WorkflowTime.now(),
              input.startNodeId(),
              input.actor(),
              input.source(),
              input.paused()));
    }
  }

  private static JourneyState initial(JourneyArguments input, int rules) {
    return JourneyState.initial(
        rules,
        input.entityId(),
        input.contactId(),
        input.flowId(),
        new PlanVersion(input.flowVersion(), input.planHash()),
        input.metadata());
  }

  @Override
  public JourneyEnd run(JourneyArguments same) {
    drive();
    return new JourneyEnd(state().closed(), state().nodeId(), state().nextSeq());
  }

  // ---- the driver's questions ----

  @Override
  protected JourneyInput timerFired(Instant due) {
    return new JourneyInput.TimerFired(WorkflowTime.now(), due);
  }

  @Override
  protected JourneyInput cancelRequested(String reason) {
    return new JourneyInput.Acted(
        WorkflowTime.now(), new CancelAct("temporal-cancellation", "operator", reason));
  }

  @Override
  protected void begin() {
    if (input.carried() != null) {
      children.adopt(state());
    }
  }

  @Override
  protected boolean hasEnded() {
    return state().closed() != null;
  }

  @Override
  protected boolean close() {
    boolean orderly = Workflow.getVersion("orderly-end", Workflow.DEFAULT_VERSION, 1) == 1;
    if (!mayClose(orderly)) {
      Workflow.await(() -> hasInput() || mayClose(orderly));
      boundary.cross();
      return false;
    }
    if (hasInput()) {
      return false;
    }
    if (orderly) {
      // Temporal would go on listing the journey under the status that it last waited in.
      attributes.upsert(state(), machine.status(state()));
    }
    return true;
  }

  private boolean mayClose(boolean orderly) {
    return Workflow.isEveryHandlerFinished()
        && (!orderly || children.allLetGo())
        && (!bounded || signals.none());
  }

  @Override
  protected boolean isIdle() {
    return remote.none()
        && children.allStarted()
        && children.allLetGo()
        && Workflow.isEveryHandlerFinished();
  }

  @Override
  protected Optional<Instant> deadline() {
    return JourneyMachine.deadline(state());
  }

  @Override
  protected void beforeBlocking() {
    attributes.upsert(state(), machine.status(state()));
  }

  @Override
  protected boolean isMoreToDo() {
    return !unvetted.isEmpty();
  }

  @Override
  protected void beforeInputs() {
    while (!unvetted.isEmpty()) {
      vet(unvetted.poll());
    }
  }

  @Override
  protected void applied(JourneyInput input) {
    if (input instanceof JourneyInput.Acted acted) {
      acts.applied(acted.act().id(), machine.check(state(), acted.act()));
    } else if (input instanceof JourneyInput.PlanVetted vetted) {
      vetted(vetted);
    }
  }

  @Override
  protected void record(JourneyCommand command) {
    facts.add(command);
  }

  @Override
  protected void carryOut(JourneyCommand command) {
    switch (command) {
      case JourneyCommand.StartPath start ->
          children.start(start.slot(), start.events(), state().metadata(), state().pauses().any());
      case JourneyCommand.WelcomeGuest welcome -> children.welcome(welcome.runId());
      case JourneyCommand.CancelPath cancel -> children.cancel(cancel.runId());
      case JourneyCommand.TellPath tell -> children.tell(tell.runId(), tell.happened());
      case JourneyCommand.RunRemotely run -> starts.request(run);
      case JourneyCommand.CancelRemote cancel -> {
        starts.withdraw(new JourneyCommand.RunRemotely(cancel.runId(), cancel.nodeId()));
        remote.cancel(key(cancel.runId(), cancel.nodeId()));
      }
      case JourneyCommand.RunLocally work -> {}
      case JourneyCommand.RecordEvent fact -> {}
      case JourneyCommand.RecordRun fact -> {}
      case JourneyCommand.RecordStep fact -> {}
      case JourneyCommand.ChangeTask fact -> {}
    }
  }

  @Override
  protected Flushed<JourneyInput> flush(Fence fence, List<JourneyWork> work) {
    JourneyFlush.Result result =
        WorkflowTime.flushes()
            .journey(
                new JourneyFlush(
                    fence,
                    Workflow.getInfo().getRunId(),
                    state(),
                    work,
                    facts.facts(),
                    starts.awaitingFlush().stream()
                        .map(JourneyCommand.RunRemotely::runId)
                        .collect(Collectors.toSet()),
                    WorkflowTime.now()));
    facts = new JourneyFacts.Collector();
    return new Flushed<>(result.events(), result.nextSeq(), result.size());
  }

  @Override
  protected long nextNumber() {
    return state().nextSeq();
  }

  @Override
  protected void afterFlush() {
    starts.flushed();
  }

  @Override
  protected void continueAsNew() {
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
            state()));
  }

  // ---- what it carries out ----

  /** Has the plan looked for that an act names, where it names one; else the act is applied now. */
  private void vet(Act act) {
    machine
        .vetting(state(), act)
        .ifPresentOrElse(
            task -> {
              vetting.put(act.id(), act);
              addWork(task);
            },
            () -> enqueue(new JourneyInput.Acted(WorkflowTime.now(), act)));
  }

  private void vetted(JourneyInput.PlanVetted vetted) {
    Act act = vetting.remove(vetted.actId());
    if (act != null) {
      enqueue(new JourneyInput.Acted(WorkflowTime.now(), act, vetted.refusal()));
    }
  }

  private void startRemote(UUID runId, String nodeId) {
    PathSlot slot = Objects.requireNonNull(state().slots().get(runId), "no path of this stage");
    PathState path = Objects.requireNonNull(slot.inline(), "the path is a child");
    PathPlan.Step step = plans.path(path.planHash()).step(nodeId).orElseThrow();
    ObjectNode variables =
        StepVariables.of(
            path,
            StepVariables.entity(state().entityId(), state().flowId(), state().nodeId(), path));
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
            state().entityId(),
            state().contactId(),
            kept ? null : variables,
            kept ? path.nextStepIndex() : null,
            WorkflowTime.now()),
        result ->
            enqueue(
                new JourneyInput.InPath(
                    runId,
                    new PathInput.StepEnded(
                        WorkflowTime.now(), nodeId, result.outcome(), result.attempt()))));
  }

  private static String key(UUID runId, String nodeId) {
    return runId + "/" + nodeId;
  }

  // ---- acts ----

  /** Enqueues an act and answers once it is applied and flushed. */
  private JourneyView accept(Act act) {
    enqueue(new JourneyInput.Acted(WorkflowTime.now(), act));
    acts.await(act.id(), () -> flushed() == null ? Map.of() : flushed().seen());
    return view();
  }

  // ---- signals ----

  @Override
  public void event(ExternalEvent event) {
    enqueue(new JourneyInput.Happened(WorkflowTime.now(), event));
  }

  @Override
  public void reply(ExternalEvent reply) {
    event(reply);
  }

  @Override
  public void callback(RunSignals.Callback callback) {
    enqueue(
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
  public void lookAgain(UUID runId) {
    if (WorkflowTime.knowsLookAgain()) {
      enqueue(new JourneyInput.InPath(runId, new PathInput.LookAgain(WorkflowTime.now())));
    }
  }

  @Override
  public void intervene(Intervention intervention) {
    intervention
        .toAct()
        .ifPresentOrElse(
            this::intervene,
            () ->
                enqueue(
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
      enqueue(new JourneyInput.Acted(WorkflowTime.now(), act));
    }
  }

  @Override
  public void guestBegan(PathSignals.Began report) {
    enqueue(new JourneyInput.GuestBegan(WorkflowTime.now(), report.guest()));
  }

  @Override
  public void pathWaiting(PathSignals.Waiting report) {
    enqueue(new JourneyInput.PathWaiting(WorkflowTime.now(), report.runId(), report.waitingOn()));
  }

  @Override
  public void pathEnded(PathSignals.Ended report) {
    children.farewell(report.runId());
    enqueue(
        new JourneyInput.PathEnded(
            WorkflowTime.now(),
            report.runId(),
            report.uxNodeId(),
            report.systemFlowId(),
            report.end()));
  }

  @Override
  public void afterReset() {
    children.adopt(state());
    flushAgain();
  }

  @Override
  public JourneyView view() {
    return new JourneyView(
        state().entityId(),
        machine.status(state()),
        state().nodeId(),
        state().plan().version(),
        state().enteredAt(),
        machine.waitingOn(state()),
        state().metadata(),
        state().nextSeq());
  }
}
