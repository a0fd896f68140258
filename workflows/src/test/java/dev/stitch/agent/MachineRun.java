package dev.stitch.agent;

import dev.stitch.machine.RunAct;
import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.machine.Transition;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.port.AgentActivities.CompactionResult;
import dev.stitch.port.AgentActivities.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run of the machine, with all that it has asked for. */
final class MachineRun {

  static final UUID RUN = UUID.fromString("0190a0b0-0000-7000-8000-000000000001");

  private final AgentMachine machine;
  private final List<Integer> asked = new ArrayList<>();
  private final List<Integer> compacted = new ArrayList<>();
  private final Set<String> running = new LinkedHashSet<>();
  private final List<TaskChange> tasks = new ArrayList<>();
  private final SortedMap<Integer, StepRecord> steps = new TreeMap<>();
  private AgentState state;
  private Instant now = Instant.parse("2026-03-02T09:00:00Z");
  private List<AgentCommand> last = List.of();

  private MachineRun(int rules, AgentLimits limits, boolean harness) {
    machine = new AgentMachine(harness);
    state = AgentState.initial(rules, RUN, limits);
  }

  static MachineRun begin(AgentApproval approval) {
    return begin(new AgentLimits(50, 100_000, approval, false));
  }

  static MachineRun begin(AgentLimits limits) {
    return begin(limits, AgentMachine.RULES, false);
  }

  static MachineRun begin(AgentLimits limits, int rules, boolean workspace) {
    return begin(new MachineRun(rules, limits, false), workspace);
  }

  /** With a program that holds the conversation. */
  static MachineRun beginWithHarness(AgentLimits limits, int rules) {
    return begin(new MachineRun(rules, limits, true), false);
  }

  private static MachineRun begin(MachineRun run, boolean workspace) {
    run.apply(new AgentInput.Begun(run.now, 1, workspace));
    return run;
  }

  List<AgentCommand> last() {
    return last;
  }

  List<AgentCommand> apply(AgentInput input) {
    now = now.plusSeconds(1);
    Transition<AgentState, AgentCommand> next = machine.apply(state, input);
    state = next.state();
    last = next.commands();
    for (AgentCommand command : last) {
      switch (command) {
        case AgentCommand.AskModel ask -> asked.add(ask.turn());
        case AgentCommand.CallTool call -> {
          if (!running.add(call.nodeId())) {
            throw new AssertionError(call.nodeId() + " is carried out twice");
          }
        }
        case AgentCommand.StopWork stop -> running.clear();
        case AgentCommand.RecordStep record -> steps.put(record.step().index(), record.step());
        case AgentCommand.ChangeTask change -> tasks.add(change.change());
        case AgentCommand.Compact compact -> compacted.add(compact.turn());
        case AgentCommand.PrepareWorkspace prepare -> {}
        case AgentCommand.ReserveBudget reserve -> {}
      }
    }
    return last;
  }

  void answer(String reason, ToolCall... calls) {
    answerHavingSeen(state.inbox().known(), reason, calls);
  }

  void answerHavingSeen(int seen, String reason, ToolCall... calls) {
    apply(
        new AgentInput.ModelAnswered(
            now, state.progress().turn(), AgentMachineTest.turn(reason, seen, calls)));
  }

  void toolEnds(String nodeId, boolean failed) {
    apply(new AgentInput.ToolEnded(now, nodeId, failed, 1));
  }

  void message(int seq) {
    apply(new AgentInput.MessageArrived(now, seq));
  }

  void workspace(@Nullable StepFailure failure) {
    apply(new AgentInput.WorkspacePrepared(now, failure, 1));
  }

  void budget(@Nullable String refusal) {
    apply(new AgentInput.BudgetAnswered(now, state.progress().turn() + 1, refusal));
  }

  /** A budget has no room for the turn. */
  void exhausted() {
    modelFails(FailureCode.BUDGET_EXHAUSTED);
  }

  void modelFails(FailureCode code) {
    apply(
        new AgentInput.ModelFailed(
            now, state.progress().turn(), new StepFailure(code, "It went wrong."), 1));
  }

  void compacted(long outputTokens) {
    apply(
        new AgentInput.Compacted(
            now, state.progress().turn(), new CompactionResult(outputTokens, 1)));
  }

  void compactionFails(FailureCode code) {
    apply(
        new AgentInput.CompactionFailed(
            now, state.progress().turn(), new StepFailure(code, "It went wrong."), 1));
  }

  void act(RunAct act) {
    apply(new AgentInput.Acted(now, act));
  }

  AgentState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  /** The turns that the model was asked for. */
  List<Integer> asked() {
    return asked;
  }

  /** The turns before which the conversation was to be made shorter. */
  List<Integer> compactions() {
    return compacted;
  }

  /** The calls that were ever begun, less those that were stopped. */
  Set<String> running() {
    return running;
  }

  List<TaskChange> tasks() {
    return tasks;
  }

  List<UUID> openTasks() {
    List<UUID> open = new ArrayList<>();
    for (TaskChange change : tasks) {
      switch (change) {
        case TaskChange.Opened opened -> open.add(opened.taskId());
        case TaskChange.Closed closed -> {
          if (!open.remove(closed.taskId())) {
            throw new AssertionError("a task is closed that is not open: " + closed);
          }
        }
      }
    }
    return open;
  }

  StepRecord step(int index) {
    return steps.get(index);
  }

  List<String> stepTypes() {
    return steps.values().stream().map(StepRecord::type).toList();
  }

  SortedMap<Integer, StepRecord> steps() {
    return steps;
  }
}
