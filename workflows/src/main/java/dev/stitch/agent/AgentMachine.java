package dev.stitch.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.JsonBounds;
import dev.stitch.machine.Machine;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.Transition;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.StepFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Decides how a run of an agent goes on. The model is asked for one turn after the other; each tool
 * call of a turn is answered once before the next; a message of a person is given to the model with
 * the turn after it came.
 */
public final class AgentMachine implements Machine<AgentState, AgentInput, AgentCommand, Void> {

  /** A run prepares its workspace. */
  static final int WORKSPACES = 2;

  /**
   * Each attempt at a turn reserves its money by itself, and a budget without room for it asks a
   * person. Before, a run with a budget asked for room before each turn, and ended without.
   */
  static final int ASKS_FOR_MONEY = 3;

  /** A conversation that is too long for its model is made shorter. */
  static final int COMPACTS = 4;

  /** The newest rules that this build knows. */
  public static final int RULES = COMPACTS;

  private static final List<String> MONEY_CHOICES =
      List.of(AgentContract.GO_ON, AgentContract.STOP);

  /** US dollars. */
  private static final int MOST_TOP_UP = 1_000_000;

  private final boolean harness;

  /**
   * @param harness whether a program works on the task by itself, and holds the conversation
   */
  public AgentMachine(boolean harness) {
    this.harness = harness;
  }

  @Override
  public Transition<AgentState, AgentCommand> apply(AgentState state, AgentInput input) {
    return new AgentTransition(state, input.at(), harness).apply(input);
  }

  @Override
  public boolean wants(AgentState state, Void work) {
    return false;
  }

  @Override
  public Optional<Void> localWork(AgentCommand command) {
    return Optional.empty();
  }

  /** Why an act is refused now; empty when it is done, also for one that was done before. */
  public static Optional<Refusal> check(AgentState state, RunAct act) {
    if (state.seen().containsKey(act.id())) {
      return Optional.ofNullable(state.seen().get(act.id()).refusal());
    }
    if (state.status().isFinal()) {
      return refusal(Refusal.Code.CLOSED, "the run is " + state.status().word());
    }
    return switch (act) {
      case RunAct.Pause pause ->
          state.pausedBy().contains(PauseOwner.RUN)
              ? refusal(Refusal.Code.WRONG_STATE, "the run is already paused")
              : Optional.empty();
      case RunAct.Resume resume ->
          state.pausedBy().contains(PauseOwner.RUN)
              ? Optional.empty()
              : refusal(Refusal.Code.WRONG_STATE, notPaused(state));
      case RunAct.Cancel cancel -> Optional.empty();
      case RunAct.Skip skip ->
          asking(state, skip).isPresent() || asksForMoney(state, skip)
              ? Optional.empty()
              : refusal(
                  Refusal.Code.WRONG_STATE,
                  skip.nodeId() == null
                      ? "the run waits for nobody's answer"
                      : "nodeId: " + skip.nodeId() + " waits for nobody's answer");
      case RunAct.Answer answer -> check(state, answer);
    };
  }

  private static String notPaused(AgentState state) {
    return state.isPaused()
        ? "the run itself is not paused; it is paused with the run that called it"
        : "the run is not paused";
  }

  private static Optional<Refusal> check(AgentState state, RunAct.Answer answer) {
    Optional<String> problem = JsonBounds.problem("answer", answer.answer(), JsonBounds.METADATA);
    if (problem.isPresent()) {
      return refusal(Refusal.Code.INVALID, problem.get());
    }
    if (asksForMoney(state, answer)) {
      return checkMoney(answer);
    }
    OpenCall asking = asking(state, answer.taskId()).map(Map.Entry::getValue).orElse(null);
    if (asking == null) {
      return refusal(Refusal.Code.NOT_FOUND, "the run has no open task " + answer.taskId());
    }
    List<String> choices = AgentTransition.choices(asking);
    return choices.isEmpty() ? Optional.empty() : checkChoice(answer, choices);
  }

  private static Optional<Refusal> checkChoice(RunAct.Answer answer, List<String> choices) {
    return choices.contains(answer.choice())
        ? Optional.empty()
        : refusal(Refusal.Code.INVALID, "choice: choose one of " + String.join(", ", choices));
  }

  private static Optional<Refusal> checkMoney(RunAct.Answer answer) {
    JsonNode more = answer.answer() == null ? null : answer.answer().get(AgentContract.TOP_UP);
    boolean possible =
        more == null
            || more.isNull()
            || (more.isNumber() && more.doubleValue() > 0 && more.doubleValue() <= MOST_TOP_UP);
    return possible
        ? checkChoice(answer, MONEY_CHOICES)
        : refusal(
            Refusal.Code.INVALID,
            "answer/%s: must be a number above 0 and at most %s"
                .formatted(AgentContract.TOP_UP, MOST_TOP_UP));
  }

  static List<String> moneyChoices() {
    return MONEY_CHOICES;
  }

  /** Whether an answer is about the money that the run asks for. */
  static boolean asksForMoney(AgentState state, RunAct.Answer answer) {
    return state.moneyTask().filter(answer.taskId()::equals).isPresent();
  }

  /** Whether a skip is a refusal of the money that the run asks for. */
  static boolean asksForMoney(AgentState state, RunAct.Skip skip) {
    return state.moneyTask().isPresent()
        && (skip.nodeId() == null
            || skip.nodeId().equals(AgentContract.turnNode(state.progress().turn())));
  }

  private static Optional<Refusal> refusal(Refusal.Code code, String message) {
    return Optional.of(new Refusal(code, message));
  }

  /** The call that a task asks about. */
  static Optional<Map.Entry<String, OpenCall>> asking(AgentState state, UUID taskId) {
    return state.calls().entrySet().stream()
        .filter(call -> call.getValue().is(OpenCall.Stage.ASKING))
        .filter(call -> AgentContract.taskId(state.runId(), call.getKey()).equals(taskId))
        .findFirst();
  }

  /** The call that a skip goes past: what nobody answers is refused. */
  static Optional<Map.Entry<String, OpenCall>> asking(AgentState state, RunAct.Skip skip) {
    return state.calls().entrySet().stream()
        .filter(call -> call.getValue().is(OpenCall.Stage.ASKING))
        .filter(call -> skip.nodeId() == null || skip.nodeId().equals(call.getKey()))
        .findFirst();
  }

  /** What is under way, to be asked for again where nobody knows of it: each is done once. */
  public static List<AgentCommand> underWay(AgentState state) {
    int turn = state.progress().turn();
    long tokens = state.limits().maxTokens() - state.progress().outputTokens();
    return switch (state.phase()) {
      case PREPARING -> List.of(new AgentCommand.PrepareWorkspace());
      case RESERVING -> List.of(new AgentCommand.ReserveBudget(turn + 1, tokens));
      case THINKING ->
          List.of(
              new AgentCommand.AskModel(turn, tokens, mayCompact(state.rules(), state.progress())));
      case COMPACTING -> List.of(new AgentCommand.Compact(turn, tokens));
      case ACTING ->
          state.calls().entrySet().stream()
              .filter(call -> call.getValue().is(OpenCall.Stage.RUNNING))
              .<AgentCommand>map(call -> call.getValue().begin(call.getKey(), turn))
              .toList();
      case NEW, HELD, UNAFFORDABLE, ENDED -> List.of();
    };
  }

  /** Whether the conversation may be made shorter before the turn at hand: once. */
  static boolean mayCompact(int rules, AgentState.Progress progress) {
    return rules >= COMPACTS && progress.compaction() == null;
  }

  /** Whether a harness may carry out its turns: a run of earlier rules goes on as it began. */
  static boolean knowsHarness(AgentState state) {
    return state.rules() >= ASKS_FOR_MONEY;
  }

  /** Whether there is something for a harness to do: a turn to be asked for, or a call. */
  static boolean wantsHarness(AgentState state) {
    return underWay(state).stream()
        .anyMatch(
            command ->
                command instanceof AgentCommand.AskModel
                    || command instanceof AgentCommand.CallTool);
  }

  /** What becomes of what is under way when no harness can be had. */
  static List<AgentInput> withoutHarness(
      AgentState state, Instant now, StepFailure failure, int attempt) {
    List<AgentInput> inputs = new ArrayList<>();
    for (AgentCommand command : underWay(state)) {
      switch (command) {
        case AgentCommand.AskModel ask ->
            inputs.add(new AgentInput.ModelFailed(now, ask.turn(), failure, attempt));
        case AgentCommand.CallTool call ->
            inputs.add(new AgentInput.ToolEnded(now, call.nodeId(), true, attempt));
        case AgentCommand.PrepareWorkspace prepare -> {}
        case AgentCommand.Compact compact -> {}
        case AgentCommand.ReserveBudget reserve -> {}
        case AgentCommand.StopWork stop -> {}
        case AgentCommand.RecordStep fact -> {}
        case AgentCommand.ChangeTask fact -> {}
      }
    }
    return inputs;
  }

  /** What holds the run. */
  public static List<WaitingOn> waitingOn(AgentState state) {
    Stream<WaitingOn> answers =
        state.calls().entrySet().stream()
            .filter(call -> call.getValue().is(OpenCall.Stage.ASKING))
            .map(call -> person(state, call.getKey(), call.getValue().call().tool()));
    Stream<WaitingOn> money =
        state.moneyTask().stream()
            .map(
                task ->
                    person(state, AgentContract.turnNode(state.progress().turn()), "more money"));
    return Stream.concat(answers, money).toList();
  }

  private static WaitingOn person(AgentState state, String nodeId, String detail) {
    return new WaitingOn("person", nodeId, state.runId(), null, detail, null);
  }
}
