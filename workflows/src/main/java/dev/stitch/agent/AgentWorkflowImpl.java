package dev.stitch.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.driver.CallStubs;
import dev.stitch.driver.MachineDriver;
import dev.stitch.driver.RunActs;
import dev.stitch.driver.RunSignals;
import dev.stitch.driver.WorkflowTime;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.model.StepFailure;
import dev.stitch.port.AgentFlushActivities;
import dev.stitch.port.Fence;
import dev.stitch.port.RunFlush;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link AgentMachine} decides, and feeds back what came of it. */
public final class AgentWorkflowImpl
    extends MachineDriver<AgentState, AgentInput, AgentCommand, Void> implements AgentWorkflow {

  private final AgentArguments agent;
  private final AgentWork work = new AgentWork();

  /** What to do once the flush is done: activities read from the database what it writes. */
  private final List<Runnable> afterFlush = new ArrayList<>();

  /** By index: of a step that changed twice, the last counts. */
  private final SequencedMap<Integer, StepRecord> steps = new LinkedHashMap<>();

  private final List<TaskChange> tasks = new ArrayList<>();

  /** The newest message that another run was started for. */
  private int handedOn;

  private boolean reported;

  /** A signal or update may come before {@code run}: the state is set up here. */
  @WorkflowInit
  public AgentWorkflowImpl(AgentArguments agent) {
    AgentState carried = agent.carried();
    int rules = WorkflowTime.rules(carried == null ? 0 : carried.rules(), AgentMachine.RULES);
    super(
        new AgentMachine(agent.hasHarness()),
        true,
        carried == null ? AgentState.initial(rules, agent.runId(), agent.limits()) : carried,
        carried != null);
    this.agent = agent;
    Workflow.registerListener(new RunActs(act -> AgentMachine.check(state(), act), this::act));
    if (carried == null) {
      enqueue(new AgentInput.Begun(WorkflowTime.now(), agent.message(), agent.workspace()));
    }
  }

  @Override
  public void run(AgentArguments same) {
    drive();
  }

  @Override
  public void message(int message) {
    enqueue(new AgentInput.MessageArrived(WorkflowTime.now(), message));
  }

  @Override
  public void lookAgain(UUID runId) {
    enqueue(new AgentInput.BudgetChanged(WorkflowTime.now()));
  }

  @Override
  public void turnAnswered(AgentContract.TurnAnswered answered) {
    enqueue(new AgentInput.ModelAnswered(WorkflowTime.now(), answered.turn(), answered.result()));
  }

  @Override
  public void callEnded(AgentContract.CallEnded ended) {
    enqueue(
        new AgentInput.ToolEnded(
            WorkflowTime.now(), ended.nodeId(), ended.failed(), ended.attempt()));
  }

  @Override
  public void pause(RunSignals.Pause pause) {
    enqueue(new AgentInput.Paused(WorkflowTime.now(), pause.owner()));
  }

  @Override
  public void resume(RunSignals.Resume resume) {
    enqueue(new AgentInput.Resumed(WorkflowTime.now(), resume.owner()));
  }

  /** Enqueues an act and answers once it is applied and flushed. */
  private RunActs.Outcome act(RunAct act) {
    enqueue(new AgentInput.Acted(WorkflowTime.now(), act));
    acts.await(act.id(), () -> flushed() == null ? Map.of() : flushed().seen());
    return new RunActs.Outcome(agent.runId(), state().status(), AgentMachine.waitingOn(state()));
  }

  // ---- the driver's questions ----

  @Override
  protected void applied(AgentInput input) {
    if (input instanceof AgentInput.Acted acted) {
      acts.applied(acted.act().id(), refusal(acted.act()));
    }
  }

  private Optional<Refusal> refusal(RunAct act) {
    return AgentMachine.check(state(), act);
  }

  /** It has no timers. */
  @Override
  protected AgentInput timerFired(Instant due) {
    throw new IllegalStateException("a run of an agent sets no timer");
  }

  @Override
  protected Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  protected AgentInput cancelRequested(String reason) {
    return new AgentInput.CancelRequested(WorkflowTime.now());
  }

  @Override
  protected void record(AgentCommand command) {
    switch (command) {
      case AgentCommand.RecordStep fact -> steps.put(fact.step().index(), fact.step());
      case AgentCommand.ChangeTask fact -> tasks.add(fact.change());
      case AgentCommand.PrepareWorkspace prepare -> {}
      case AgentCommand.ReserveBudget reserve -> {}
      case AgentCommand.AskModel ask -> {}
      case AgentCommand.Compact compact -> {}
      case AgentCommand.CallTool call -> {}
      case AgentCommand.StopWork stop -> {}
    }
  }

  @Override
  protected void carryOut(AgentCommand command) {
    switch (command) {
      case AgentCommand.PrepareWorkspace prepare ->
          afterFlush.add(() -> work.prepare(agent, this::enqueue));
      case AgentCommand.ReserveBudget reserve ->
          afterFlush.add(() -> work.reserve(agent, reserve, this::enqueue));
      case AgentCommand.AskModel ask -> unlessByHarness(() -> work.ask(agent, ask, this::enqueue));
      case AgentCommand.Compact compact ->
          afterFlush.add(() -> work.compact(agent, compact, this::enqueue));
      case AgentCommand.CallTool call ->
          unlessByHarness(() -> work.call(agent, call, this::enqueue));
      case AgentCommand.StopWork stop -> {
        afterFlush.clear();
        work.stop();
      }
      case AgentCommand.RecordStep fact -> {}
      case AgentCommand.ChangeTask fact -> {}
    }
  }

  /** A harness reads in the run's steps what it may do: nothing else tells it. */
  private void unlessByHarness(Runnable start) {
    if (!hasHarness()) {
      afterFlush.add(start);
    }
  }

  @Override
  protected Flushed<AgentInput> flush(Fence fence, List<Void> nothing) {
    WorkflowTime.flushes(AgentFlushActivities.class)
        .flush(
            new RunFlush(
                fence,
                agent.runId(),
                Workflow.getInfo().getRunId(),
                progress(),
                List.copyOf(steps.values()),
                tasks,
                openTasks(),
                WorkflowTime.now()));
    steps.clear();
    tasks.clear();
    return new Flushed<>(List.of(), nextNumber(), 0);
  }

  /** Its turns are what it works through. */
  private RunFlush.Progress progress() {
    AgentState state = state();
    AgentState.Outcome outcome = state.outcome();
    int turns = state.progress().turn();
    return new RunFlush.Progress(
        outcome.status(),
        new RunFlush.Counters(turns, turns, turns, 0, 0),
        state.nextStep(),
        result(outcome),
        outcome.failure(),
        outcome.startedAt(),
        outcome.endedAt(),
        AgentMachine.waitingOn(state));
  }

  /** The flush adds the text, which is in the conversation. */
  private static @Nullable ObjectNode result(AgentState.Outcome outcome) {
    return outcome.stopReason() == null
        ? null
        : JsonNodeFactory.instance.objectNode().put("stopReason", outcome.stopReason());
  }

  private Set<UUID> openTasks() {
    Stream<UUID> ofCalls =
        state().calls().entrySet().stream()
            .filter(call -> call.getValue().is(OpenCall.Stage.ASKING))
            .map(call -> AgentContract.taskId(agent.runId(), call.getKey()));
    return Stream.concat(ofCalls, state().moneyTask().stream()).collect(Collectors.toSet());
  }

  /** What was under way when it continued as new had not been begun. */
  @Override
  protected void begin() {
    if (agent.carried() != null) {
      AgentMachine.underWay(state()).forEach(this::carryOut);
    }
  }

  /**
   * An agent that works on without a break continues as new between a turn and the next: what the
   * next run finds under way it begins.
   */
  @Override
  protected void afterFlush() {
    if (!WorkflowTime.historyIsLong() || !isIdle()) {
      startWork();
    }
  }

  @Override
  protected void beforeBlocking() {
    startWork();
  }

  private void startWork() {
    List<Runnable> due = List.copyOf(afterFlush);
    afterFlush.clear();
    due.forEach(Runnable::run);
    if (isMoreToDo()) {
      work.runHarness(agent, this::harnessFailed);
    }
  }

  /** A harness is at work whenever there is something for it to do. */
  @Override
  protected boolean isMoreToDo() {
    return hasHarness() && !work.hasHarness() && AgentMachine.wantsHarness(state());
  }

  private boolean hasHarness() {
    return agent.hasHarness() && AgentMachine.knowsHarness(state());
  }

  private void harnessFailed(StepFailure failure, int attempt) {
    AgentMachine.withoutHarness(state(), WorkflowTime.now(), failure, attempt)
        .forEach(this::enqueue);
  }

  @Override
  protected long nextNumber() {
    return state().nextStep();
  }

  @Override
  protected boolean hasEnded() {
    return state().status().isFinal();
  }

  @Override
  protected boolean isIdle() {
    return super.isIdle() && work.none();
  }

  /**
   * The caller is told of the end, and whoever wrote to the session when the run had ended already
   * gets another run.
   */
  @Override
  protected boolean close() {
    if (agent.caller() != null && !reported) {
      CallStubs.calls().report(agent.runId(), null);
      reported = true;
    }
    int written = state().inbox().known();
    if (state().isWrittenToAfterEnd() && handedOn < written) {
      work.handOn(agent);
      handedOn = written;
      return false;
    }
    return super.close();
  }

  @Override
  protected void continueAsNew() {
    Workflow.continueAsNew(agent.carrying(state()));
  }
}
