package dev.stitch.agent;

import dev.stitch.agent.AgentState.Compaction;
import dev.stitch.agent.AgentState.Inbox;
import dev.stitch.agent.AgentState.Outcome;
import dev.stitch.agent.AgentState.Phase;
import dev.stitch.agent.AgentState.Progress;
import dev.stitch.agent.OpenCall.Stage;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.OpenTask;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.SeenIds;
import dev.stitch.machine.TaskChange;
import dev.stitch.machine.Transition;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.port.AgentActivities.ToolCall;
import dev.stitch.port.AgentActivities.TurnResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One input on its way to the next state and its commands. */
final class AgentTransition {

  /** A model that is cut off so often in a row will not come to an end. */
  private static final int MOST_CUTS = 3;

  /** Why a run ended that had no money left. */
  private static final String BUDGET = "budget";

  private final AgentState before;
  private final Instant now;
  private final boolean harness;
  private final List<AgentCommand> commands = new ArrayList<>();
  private final AgentSteps steps;
  private final SequencedMap<String, OpenCall> calls;
  private final SeenIds seen;
  private Phase phase;
  private final Set<PauseOwner> pausedBy;
  private Progress progress;
  private Inbox inbox;
  private int nextStep;
  private Outcome outcome;

  AgentTransition(AgentState state, Instant now, boolean harness) {
    this.before = state;
    this.now = now;
    this.harness = harness;
    this.steps = new AgentSteps(now, commands);
    this.calls = new LinkedHashMap<>(state.calls());
    this.seen = new SeenIds(state.seen());
    this.phase = state.phase();
    this.pausedBy = new HashSet<>(state.pausedBy());
    this.progress = state.progress();
    this.inbox = state.inbox();
    this.nextStep = state.nextStep();
    this.outcome = state.outcome();
  }

  Transition<AgentState, AgentCommand> apply(AgentInput input) {
    if (phase == Phase.ENDED) {
      if (input instanceof AgentInput.MessageArrived message) {
        inbox = inbox.knowing(message.message());
      }
      return result();
    }
    switch (input) {
      case AgentInput.Begun begun -> begin(begun);
      case AgentInput.WorkspacePrepared prepared -> workspacePrepared(prepared);
      case AgentInput.ModelAnswered answered -> answered(answered.turn(), answered.result());
      case AgentInput.ModelFailed failed -> modelFailed(failed);
      case AgentInput.Compacted compacted -> compacted(compacted);
      case AgentInput.CompactionFailed failed -> compactionFailed(failed);
      case AgentInput.ToolEnded ended -> toolEnded(ended);
      case AgentInput.MessageArrived message -> messageArrived(message.message());
      case AgentInput.BudgetAnswered budget -> budgetAnswered(budget);
      case AgentInput.BudgetChanged changed -> budgetChanged();
      case AgentInput.Paused paused -> pause(paused.owner());
      case AgentInput.Resumed resumed -> resume(resumed.owner());
      case AgentInput.Acted acted -> acted(acted.act());
      case AgentInput.CancelRequested cancel -> cancel("cancelled");
    }
    return result();
  }

  private Transition<AgentState, AgentCommand> result() {
    return new Transition<>(
        new AgentState(
            before.rules(),
            before.runId(),
            before.limits(),
            phase,
            pausedBy,
            progress,
            calls,
            inbox,
            nextStep,
            outcome,
            seen.all()),
        commands);
  }

  // ---- turns ----

  private void begin(AgentInput.Begun begun) {
    if (phase != Phase.NEW) {
      return;
    }
    inbox = inbox.knowing(begun.message());
    outcome = new Outcome(isPaused() ? RunStatus.PAUSED : RunStatus.RUNNING, null, null, now, null);
    if (begun.workspace() && before.rules() >= AgentMachine.WORKSPACES) {
      phase = Phase.PREPARING;
      nextStep++;
      steps.workspace(progress, outcome.startedAt(), NodeStatus.RUNNING, null, 1);
      commands.add(new AgentCommand.PrepareWorkspace());
    } else {
      nextTurn();
    }
  }

  private void workspacePrepared(AgentInput.WorkspacePrepared prepared) {
    if (phase != Phase.PREPARING) {
      return;
    }
    StepFailure failure = prepared.failure();
    if (failure == null) {
      steps.workspace(
          progress, outcome.startedAt(), NodeStatus.COMPLETED, null, prepared.attempt());
      nextTurn();
    } else {
      steps.workspace(
          progress, outcome.startedAt(), NodeStatus.FAILED, failure, prepared.attempt());
      end(RunStatus.FAILED, "error", failure);
    }
  }

  /** Goes on to the next turn, unless the run is paused or has used up what it was given. */
  private void nextTurn() {
    calls.clear();
    if (isPaused()) {
      phase = Phase.HELD;
    } else if (progress.hasOpenTurn()) {
      askAgain();
    } else if (progress.turn() >= before.limits().maxTurns()) {
      limitReached("max_turns", "The agent has had all its %d turns.".formatted(progress.turn()));
    } else if (tokensLeft() <= 0) {
      allTokensWritten();
    } else if (before.limits().budgeted() && before.rules() < AgentMachine.ASKS_FOR_MONEY) {
      phase = Phase.RESERVING;
      commands.add(new AgentCommand.ReserveBudget(progress.turn() + 1, tokensLeft()));
    } else {
      askModel();
    }
  }

  private void allTokensWritten() {
    limitReached(
        "max_tokens",
        "The agent has written all the %d tokens that it may."
            .formatted(before.limits().maxTokens()));
  }

  private long tokensLeft() {
    return before.limits().maxTokens() - progress.outputTokens();
  }

  private void askModel() {
    int turn = progress.turn() + 1;
    Compaction compaction =
        progress.compaction() == null ? null : Compaction.asked(nextStep++, now);
    progress =
        new Progress(
            turn, progress.outputTokens(), progress.cuts(), nextStep++, now, 0, compaction);
    askAgain();
  }

  /** For the turn that was begun: there was no money, or too long a conversation. */
  private void askAgain() {
    if (progress.awaitsCompaction()) {
      phase = Phase.COMPACTING;
      steps.compaction(progress, NodeStatus.RUNNING, null, 1);
      steps.turn(progress, NodeStatus.PENDING, null, 1);
      commands.add(new AgentCommand.Compact(progress.turn(), tokensLeft()));
    } else {
      phase = Phase.THINKING;
      steps.turn(progress, NodeStatus.RUNNING, null, 1);
      commands.add(
          new AgentCommand.AskModel(
              progress.turn(), tokensLeft(), AgentMachine.mayCompact(before.rules(), progress)));
    }
  }

  private void budgetAnswered(AgentInput.BudgetAnswered budget) {
    if (phase != Phase.RESERVING || budget.turn() != progress.turn() + 1) {
      return;
    }
    if (isPaused()) {
      phase = Phase.HELD;
    } else if (budget.refusal() != null) {
      limitReached(BUDGET, budget.refusal());
    } else {
      askModel();
    }
  }

  private void answered(int turn, TurnResult result) {
    if (phase != Phase.THINKING || turn != progress.turn()) {
      return;
    }
    inbox = inbox.given(result.seen());
    StopReason reason = StopReason.of(result.stopReason());
    boolean compacts = reason == StopReason.MODEL_CONTEXT_WINDOW_EXCEEDED && mayCompact();
    progress =
        new Progress(
            turn,
            progress.outputTokens() + result.outputTokens(),
            reason.cutShort() ? progress.cuts() + 1 : 0,
            progress.step(),
            progress.askedAt(),
            0,
            compacts ? Compaction.due(now) : null);
    steps.turn(progress, NodeStatus.COMPLETED, null, result.attempt());
    switch (reason) {
      case END_TURN, STOP_SEQUENCE, TOOL_USE -> {
        if (!result.calls().isEmpty()) {
          openCalls(result.calls());
        } else if (inbox.unseen()) {
          nextTurn();
        } else {
          end(RunStatus.COMPLETED, result.stopReason(), null);
        }
      }
      case PAUSE_TURN -> nextTurn();
      case MAX_TOKENS -> {
        if (progress.cuts() > MOST_CUTS) {
          limitReached(
              "max_tokens",
              "The model was cut off at its limit of tokens %d times in a row."
                  .formatted(progress.cuts()));
        } else {
          nextTurn();
        }
      }
      case MODEL_CONTEXT_WINDOW_EXCEEDED -> {
        if (compacts) {
          nextTurn();
        } else {
          limitReached(result.stopReason(), "The conversation is too long for the model.");
        }
      }
      case REFUSAL ->
          end(
              RunStatus.FAILED,
              result.stopReason(),
              new StepFailure(FailureCode.REJECTED, "The model declined to go on."));
      case OTHER ->
          end(
              RunStatus.FAILED,
              result.stopReason(),
              new StepFailure(
                  FailureCode.UNUSABLE_ANSWER,
                  "The model stopped for a reason that is not known here: " + result.stopReason()));
    }
  }

  private void modelFailed(AgentInput.ModelFailed failed) {
    if (phase != Phase.THINKING || failed.turn() != progress.turn()) {
      return;
    }
    FailureCode code = failed.failure().code();
    boolean asks = before.rules() >= AgentMachine.ASKS_FOR_MONEY;
    if (asks && code == FailureCode.BUDGET_EXHAUSTED) {
      askForMoney(failed.failure(), failed.attempt());
    } else if (code == FailureCode.CONVERSATION_TOO_LONG && mayCompact()) {
      compactFirst();
    } else {
      steps.turn(progress, NodeStatus.FAILED, failed.failure(), failed.attempt());
      boolean limited = asks && code == FailureCode.LIMIT_REACHED;
      end(RunStatus.FAILED, limited ? BUDGET : "error", failed.failure());
    }
  }

  // ---- compaction ----

  private boolean mayCompact() {
    return !harness && AgentMachine.mayCompact(before.rules(), progress);
  }

  /** The turn has not begun yet, then: its step follows that of the compaction. */
  private void compactFirst() {
    Compaction compaction = Compaction.asked(progress.step(), now);
    progress = progress.askedAt(nextStep++, now).with(compaction);
    steps.compaction(progress, NodeStatus.PENDING, null, 1);
    steps.turn(progress, NodeStatus.PENDING, null, 1);
    nextTurn();
  }

  private void compacted(AgentInput.Compacted compacted) {
    Compaction compaction = progress.compaction();
    if (phase != Phase.COMPACTING || compaction == null || compacted.turn() != progress.turn()) {
      return;
    }
    steps.compaction(progress, NodeStatus.COMPLETED, null, compacted.result().attempt());
    progress =
        progress
            .havingWritten(compacted.result().outputTokens())
            .askedAt(progress.step(), now)
            .with(compaction.done());
    if (tokensLeft() > 0) {
      nextTurn();
    } else {
      steps.turn(progress, NodeStatus.SKIPPED, null, 1);
      allTokensWritten();
    }
  }

  private void compactionFailed(AgentInput.CompactionFailed failed) {
    if (phase != Phase.COMPACTING || failed.turn() != progress.turn()) {
      return;
    }
    FailureCode code = failed.failure().code();
    if (code == FailureCode.BUDGET_EXHAUSTED) {
      steps.compaction(progress, NodeStatus.WAITING, null, failed.attempt());
      askForMoney(failed.failure(), failed.attempt());
    } else {
      steps.compaction(progress, NodeStatus.FAILED, failed.failure(), failed.attempt());
      steps.turn(progress, NodeStatus.SKIPPED, null, 1);
      boolean limited = code == FailureCode.LIMIT_REACHED;
      end(RunStatus.FAILED, limited ? BUDGET : "error", failed.failure());
    }
  }

  // ---- money ----

  private void askForMoney(StepFailure failure, int attempt) {
    phase = Phase.UNAFFORDABLE;
    progress = progress.refused();
    steps.turn(progress, NodeStatus.WAITING, null, attempt);
    commands.add(
        new AgentCommand.ChangeTask(
            new TaskChange.Opened(
                new OpenTask(
                    AgentContract.moneyTaskId(before.runId(), progress.turn(), progress.refusals()),
                    OpenTask.Kind.STEP,
                    before.runId(),
                    AgentContract.turnNode(progress.turn()),
                    "May the agent spend more?",
                    failure.message(),
                    null,
                    AgentMachine.moneyChoices(),
                    null,
                    null),
                now)));
  }

  /** The turn is asked for anew; it says itself whether there is money for it now. */
  private void budgetChanged() {
    before
        .moneyTask()
        .ifPresent(
            task -> {
              withdraw(task);
              nextTurn();
            });
  }

  private void decideOnMoney(@Nullable String choice, RunAct act, RunAct.@Nullable Answer answer) {
    close(before.moneyTask().orElseThrow(), choice, act, answer);
    if (AgentContract.GO_ON.equals(choice)) {
      nextTurn();
    } else {
      recordOpenTurn(NodeStatus.SKIPPED);
      limitReached(BUDGET, "There was no money for the next turn, and nobody has given more.");
    }
  }

  // ---- tool calls ----

  private void openCalls(List<ToolCall> asked) {
    phase = Phase.ACTING;
    for (ToolCall call : asked) {
      String nodeId = AgentContract.callNode(progress.turn(), call.position());
      OpenCall open = new OpenCall(call, Stage.READY, nextStep++, null);
      if (open.isQuestion() || needsApproval(call)) {
        ask(nodeId, open);
      } else {
        keep(nodeId, open, NodeStatus.PENDING, null, 1);
      }
    }
    startReady();
  }

  private boolean needsApproval(ToolCall call) {
    if (!call.acceptable() || call.kind() == CallKind.DECISION) {
      return false; // it does nothing
    }
    return before.limits().requiresApproval(call.outward());
  }

  private void ask(String nodeId, OpenCall call) {
    keep(nodeId, call.at(Stage.ASKING, now), NodeStatus.WAITING, null, 1);
    commands.add(
        new AgentCommand.ChangeTask(
            new TaskChange.Opened(
                new OpenTask(
                    AgentContract.taskId(before.runId(), nodeId),
                    OpenTask.Kind.STEP,
                    before.runId(),
                    nodeId,
                    call.isQuestion() ? "The agent asks" : "May the agent call " + tool(call) + "?",
                    null,
                    null,
                    choices(call),
                    null,
                    null),
                now)));
  }

  /** What a person may choose; empty for a question, which is answered in words. */
  static List<String> choices(OpenCall call) {
    return call.isQuestion() ? List.of() : List.of(AgentContract.APPROVE, AgentContract.REFUSE);
  }

  private static String tool(OpenCall call) {
    return call.call().tool();
  }

  private void startReady() {
    if (isPaused()) {
      return;
    }
    for (Map.Entry<String, OpenCall> each : List.copyOf(calls.entrySet())) {
      String nodeId = each.getKey();
      OpenCall call = each.getValue();
      if (call.is(Stage.READY)) {
        keep(nodeId, call.at(Stage.RUNNING, now), NodeStatus.RUNNING, null, 1);
        commands.add(call.begin(nodeId, progress.turn()));
      }
    }
  }

  private void toolEnded(AgentInput.ToolEnded ended) {
    OpenCall call = calls.get(ended.nodeId());
    if (call == null || !call.is(Stage.RUNNING)) {
      return;
    }
    answer(
        ended.nodeId(),
        call,
        ended.failed() ? NodeStatus.FAILED : NodeStatus.COMPLETED,
        ended.attempt());
    goOnWhenAllAreAnswered();
  }

  /** The model can be told of the call. Its result is a step of its own, of another type. */
  private void answer(String nodeId, OpenCall call, NodeStatus status, int attempt) {
    keep(
        nodeId,
        new OpenCall(call.call(), Stage.ANSWERED, call.step(), call.startedAt()),
        status,
        now,
        attempt);
    steps.result(nextStep++, nodeId, call.call().kind());
  }

  private void goOnWhenAllAreAnswered() {
    if (phase == Phase.ACTING && calls.values().stream().allMatch(it -> it.is(Stage.ANSWERED))) {
      nextTurn();
    }
  }

  // ---- people ----

  /** Whoever writes instead of answering has the agent go on: what it asks is withdrawn. */
  private void messageArrived(int message) {
    inbox = inbox.knowing(message);
    for (Map.Entry<String, OpenCall> each : List.copyOf(calls.entrySet())) {
      String nodeId = each.getKey();
      OpenCall call = each.getValue();
      if (call.is(Stage.ASKING)) {
        withdraw(AgentContract.taskId(before.runId(), nodeId));
        answer(nodeId, call, NodeStatus.SKIPPED, 1);
      }
    }
    goOnWhenAllAreAnswered();
  }

  private void acted(RunAct act) {
    if (seen.contains(act.id())) {
      return;
    }
    Optional<Refusal> refusal = AgentMachine.check(before, act);
    seen.remember(act.id(), now, refusal.orElse(null));
    if (refusal.isPresent()) {
      return;
    }
    switch (act) {
      case RunAct.Pause pause -> pause(PauseOwner.RUN);
      case RunAct.Resume resume -> resume(PauseOwner.RUN);
      case RunAct.Cancel cancel -> cancel("cancelled");
      case RunAct.Skip skip -> skip(skip);
      case RunAct.Answer answer -> answer(answer);
    }
  }

  private void skip(RunAct.Skip skip) {
    if (AgentMachine.asksForMoney(before, skip)) {
      decideOnMoney(AgentContract.STOP, skip, null);
      return;
    }
    AgentMachine.asking(before, skip)
        .ifPresent(
            asked ->
                decide(
                    asked,
                    asked.getValue().isQuestion() ? null : AgentContract.REFUSE,
                    skip,
                    null));
  }

  private void answer(RunAct.Answer answer) {
    if (AgentMachine.asksForMoney(before, answer)) {
      decideOnMoney(answer.choice(), answer, answer);
      return;
    }
    AgentMachine.asking(before, answer.taskId())
        .ifPresent(asked -> decide(asked, answer.choice(), answer, answer));
  }

  private boolean isPaused() {
    return !pausedBy.isEmpty();
  }

  private void pause(PauseOwner owner) {
    pausedBy.add(owner);
    if (phase != Phase.NEW) {
      outcome = under(RunStatus.PAUSED);
    }
  }

  private void resume(PauseOwner owner) {
    pausedBy.remove(owner);
    if (phase == Phase.NEW || isPaused()) {
      return;
    }
    outcome = under(RunStatus.RUNNING);
    if (phase == Phase.HELD) {
      nextTurn();
    } else {
      startReady();
    }
  }

  private Outcome under(RunStatus status) {
    return new Outcome(status, null, null, outcome.startedAt(), null);
  }

  private void decide(
      Map.Entry<String, OpenCall> asked,
      @Nullable String choice,
      RunAct act,
      RunAct.@Nullable Answer answer) {
    String nodeId = asked.getKey();
    OpenCall call = asked.getValue();
    close(AgentContract.taskId(before.runId(), nodeId), choice, act, answer);
    if (!call.isQuestion() && AgentContract.APPROVE.equals(choice)) {
      keep(nodeId, call.at(Stage.READY, now), NodeStatus.PENDING, null, 1);
      startReady();
    } else {
      answer(nodeId, call, call.isQuestion() ? NodeStatus.COMPLETED : NodeStatus.SKIPPED, 1);
      goOnWhenAllAreAnswered();
    }
  }

  private void close(
      UUID task, @Nullable String choice, RunAct act, RunAct.@Nullable Answer answer) {
    commands.add(
        new AgentCommand.ChangeTask(
            new TaskChange.Closed(
                task,
                TaskChange.Closing.ANSWERED,
                choice,
                answer == null ? null : answer.answer(),
                act.actor(),
                now)));
  }

  private void withdraw(UUID task) {
    commands.add(
        new AgentCommand.ChangeTask(
            new TaskChange.Closed(task, TaskChange.Closing.CANCELLED, null, null, "agent", now)));
  }

  // ---- the end ----

  private void limitReached(String reason, String message) {
    end(RunStatus.FAILED, reason, new StepFailure(FailureCode.LIMIT_REACHED, message));
  }

  private void cancel(String reason) {
    if (phase == Phase.PREPARING) {
      steps.workspace(progress, outcome.startedAt(), NodeStatus.CANCELLED, null, 1);
    }
    if (phase == Phase.THINKING || progress.hasOpenTurn()) {
      recordOpenTurn(NodeStatus.CANCELLED);
    }
    before.moneyTask().ifPresent(this::withdraw);
    calls.forEach(
        (nodeId, call) -> {
          if (call.is(Stage.ASKING)) {
            withdraw(AgentContract.taskId(before.runId(), nodeId));
          }
          if (!call.is(Stage.ANSWERED)) {
            steps.call(nodeId, call, NodeStatus.CANCELLED, now, 1);
          }
        });
    commands.add(new AgentCommand.StopWork());
    end(RunStatus.CANCELLED, reason, null);
  }

  private void end(RunStatus status, String reason, @Nullable StepFailure failure) {
    calls.clear();
    phase = Phase.ENDED;
    inbox = new Inbox(inbox.known(), inbox.seen(), inbox.known());
    Instant startedAt = outcome.startedAt() == null ? now : outcome.startedAt();
    outcome = new Outcome(status, reason, failure, startedAt, now);
  }

  // ---- what is recorded ----

  /** What ends without an answer, with what was to come before it. */
  private void recordOpenTurn(NodeStatus status) {
    if (progress.awaitsCompaction()) {
      steps.compaction(progress, status, null, 1);
    }
    steps.turn(progress, status, null, 1);
  }

  private void keep(
      String nodeId, OpenCall call, NodeStatus status, @Nullable Instant endedAt, int attempt) {
    calls.put(nodeId, call);
    steps.call(nodeId, call, status, endedAt, attempt);
  }
}
