package dev.stitch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.agent.AgentState.Phase;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.TaskChange;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.port.AgentActivities.ToolCall;
import dev.stitch.port.AgentActivities.TurnResult;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentMachineTest {

  private static final AgentLimits LIMITS =
      new AgentLimits(50, 100_000, AgentApproval.OUTWARD, false);

  private static final ToolCall READ = call(0, "contact.read", CallKind.TOOL, false);
  private static final ToolCall MAIL = call(1, "mail.send", CallKind.ENGAGEMENT, true);

  @Test
  void itAsksTheModelAndEndsWithItsAnswer() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    assertThat(run.asked()).containsExactly(1);

    run.answer("end_turn");

    assertThat(run.state().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.state().outcome().stopReason()).isEqualTo("end_turn");
    assertThat(run.asked()).containsExactly(1);
  }

  @Test
  void itsWorkspaceIsReadyBeforeTheModelIsAsked() {
    MachineRun run = MachineRun.begin(LIMITS, AgentMachine.RULES, true);
    assertThat(run.asked()).isEmpty();
    assertThat(AgentMachine.underWay(run.state()))
        .containsExactly(new AgentCommand.PrepareWorkspace());

    run.workspace(null);
    run.workspace(null);

    assertThat(run.asked()).containsExactly(1);
    assertThat(run.stepTypes()).containsExactly("workspace", "thinking");
    assertThat(run.step(0).status()).isEqualTo(NodeStatus.COMPLETED);
  }

  @Test
  void withoutItsWorkspaceItFailsAndAsksNoModel() {
    MachineRun run = MachineRun.begin(LIMITS, AgentMachine.RULES, true);
    StepFailure failure = new StepFailure(FailureCode.REJECTED, "no such branch");

    run.workspace(failure);

    assertThat(run.asked()).isEmpty();
    assertThat(run.state().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.state().outcome().failure()).isEqualTo(failure);
    assertThat(run.step(0).status()).isEqualTo(NodeStatus.FAILED);
  }

  @Test
  void whatIsCancelledMeanwhileIsNotGoneOnWithWhenItsWorkspaceIsReady() {
    MachineRun run = MachineRun.begin(LIMITS, AgentMachine.RULES, true);

    run.act(new RunAct.Cancel("a", "user:ada"));
    run.workspace(null);

    assertThat(run.asked()).isEmpty();
    assertThat(run.step(0).status()).isEqualTo(NodeStatus.CANCELLED);
  }

  @Test
  void aRunOfEarlierRulesGoesOnAsItBegan() {
    MachineRun run = MachineRun.begin(LIMITS, AgentMachine.WORKSPACES - 1, true);

    assertThat(run.asked()).containsExactly(1);
  }

  @Test
  void aCallInItsWorkspaceGoesToTheHostOfThat() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);

    run.answer(
        "tool_use", new ToolCall(0, "file.read", CallKind.TOOL, false, true, null, "the-host"));

    assertThat(run.last()).contains(new AgentCommand.CallTool("turn-1.0", 1, 0, "the-host"));
  }

  @Test
  void aHarnessIsWantedWhileATurnOrACallIsAskedForAndItsFailureEndsThem() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    assertThat(AgentMachine.wantsHarness(run.state())).isTrue();
    run.answer("tool_use", MAIL);
    assertThat(AgentMachine.wantsHarness(run.state())).as("a person is asked").isFalse();
    assertThat(withoutHarness(run)).isEmpty();

    UUID task = AgentContract.taskId(MachineRun.RUN, "turn-1.1");
    run.act(new RunAct.Answer("a", "user:ada", task, AgentContract.APPROVE, null));
    assertThat(AgentMachine.wantsHarness(run.state())).isTrue();
    withoutHarness(run).forEach(run::apply);
    assertThat(run.asked()).containsExactly(1, 2);
    withoutHarness(run).forEach(run::apply);

    assertThat(run.state().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.state().outcome().failure().message()).isEqualTo("none");
    assertThat(AgentMachine.wantsHarness(run.state())).isFalse();
  }

  private static List<AgentInput> withoutHarness(MachineRun run) {
    return AgentMachine.withoutHarness(
        run.state(), run.now(), new StepFailure(FailureCode.UNAVAILABLE, "none"), 1);
  }

  @Test
  void callsOfOneTurnRunSideBySideAndTheModelHearsOfAllAtOnce() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.answer("tool_use", READ, MAIL);
    assertThat(run.running()).containsExactly("turn-1.0", "turn-1.1");

    run.toolEnds("turn-1.1", true);
    assertThat(run.asked()).containsExactly(1);
    run.toolEnds("turn-1.0", false);

    assertThat(run.asked()).containsExactly(1, 2);
    assertThat(run.stepTypes())
        .containsExactly(
            "thinking", "tool_call", "tool_call", "engagement_action", "tool_result", "thinking");
    assertThat(run.step(2).status()).isEqualTo(NodeStatus.FAILED);
  }

  @Test
  void anOutwardCallWaitsForApprovalAndHappensOnce() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    run.answer("tool_use", READ, MAIL);
    assertThat(run.running()).containsExactly("turn-1.0");
    UUID task = run.openTasks().getFirst();

    run.act(new RunAct.Answer("a", "user:ada", task, "approve", null));
    run.act(new RunAct.Answer("a", "user:ada", task, "approve", null));
    run.act(new RunAct.Answer("b", "user:bob", task, "refuse", null));

    assertThat(run.running()).containsExactly("turn-1.0", "turn-1.1");
    assertThat(run.openTasks()).isEmpty();
  }

  @Test
  void aRefusedCallIsAnsweredWithoutHappening() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    run.answer("tool_use", call(0, "mail.send", CallKind.ENGAGEMENT, true));

    run.act(new RunAct.Answer("a", "user:ada", run.openTasks().getFirst(), "refuse", null));

    assertThat(run.running()).isEmpty();
    assertThat(run.asked()).containsExactly(1, 2);
    assertThat(run.step(1).status()).isEqualTo(NodeStatus.SKIPPED);
  }

  @Test
  void whatIsNoneOfTheChoicesIsRefused() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    run.answer("tool_use", call(0, "mail.send", CallKind.ENGAGEMENT, true));
    UUID task = run.openTasks().getFirst();

    assertThat(AgentMachine.check(run.state(), new RunAct.Answer("a", "u", task, "maybe", null)))
        .get()
        .extracting(refusal -> refusal.message())
        .isEqualTo("choice: choose one of approve, refuse");
    assertThat(
            AgentMachine.check(
                run.state(), new RunAct.Answer("a", "u", UUID.randomUUID(), "approve", null)))
        .isPresent();
  }

  @Test
  void aMessageWithdrawsWhatIsAskedAndIsSeenAtTheNextTurn() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    run.answer("tool_use", MAIL);

    run.message(2);

    assertThat(run.openTasks()).isEmpty();
    assertThat(run.tasks().getLast()).isInstanceOf(TaskChange.Closed.class);
    assertThat(run.asked()).containsExactly(1, 2);
    assertThat(run.running()).isEmpty();
  }

  @Test
  void aMessageThatComesWhileTheModelEndsIsGivenToItAllTheSame() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    run.message(2);
    run.answerHavingSeen(1, "end_turn");
    assertThat(run.asked()).containsExactly(1, 2);

    run.answerHavingSeen(2, "end_turn");
    assertThat(run.state().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.state().isWrittenToAfterEnd()).isFalse();

    run.message(3);
    assertThat(run.state().isWrittenToAfterEnd()).isTrue();
  }

  @Test
  void itIsPausedWithItsCallerUntilNobodyHoldsIt() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    RunAct resume = new RunAct.Resume("r", "user:ada", null);
    run.apply(new AgentInput.Paused(run.now(), PauseOwner.FLOW));
    run.apply(new AgentInput.Paused(run.now(), PauseOwner.FLOW));
    assertThat(AgentMachine.check(run.state(), resume))
        .hasValueSatisfying(
            refused -> assertThat(refused.message()).contains("the run that called it"));
    run.act(new RunAct.Pause("p", "user:ada", null));
    run.answer("tool_use", READ);

    run.apply(new AgentInput.Resumed(run.now(), PauseOwner.FLOW));
    assertThat(run.state().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(run.running()).isEmpty();
    run.act(resume);

    assertThat(run.state().status()).isEqualTo(RunStatus.RUNNING);
    assertThat(run.running()).containsExactly("turn-1.0");
  }

  @Test
  void aPauseOfAnEarlierBuildIsAPersons() throws Exception {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.act(new RunAct.Pause("p", "user:ada", null));
    ObjectNode carried = JsonCodec.MAPPER.valueToTree(run.state());
    carried.remove("pausedBy");

    assertThat(carried.path("paused").booleanValue()).isTrue();
    assertThat(JsonCodec.MAPPER.treeToValue(carried, AgentState.class)).isEqualTo(run.state());
  }

  @Test
  void nothingBeginsWhileItIsPaused() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    run.act(new RunAct.Pause("p", "user:ada", null));
    run.answer("tool_use", READ);
    assertThat(run.state().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(run.running()).isEmpty();

    run.act(new RunAct.Resume("r", "user:ada", null));
    assertThat(run.running()).containsExactly("turn-1.0");

    run.act(new RunAct.Pause("p2", "user:ada", null));
    run.toolEnds("turn-1.0", false);
    assertThat(run.asked()).containsExactly(1);
    run.act(new RunAct.Resume("r2", "user:ada", null));
    assertThat(run.asked()).containsExactly(1, 2);
  }

  @Test
  void aCancelledRunWithdrawsItsQuestionsAndDoesNothingMore() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    run.answer("tool_use", READ, MAIL);
    UUID task = run.openTasks().getFirst();

    run.act(new RunAct.Cancel("c", "user:ada"));
    run.act(new RunAct.Answer("a", "user:ada", task, "approve", null));
    run.toolEnds("turn-1.0", false);

    assertThat(run.state().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(run.openTasks()).isEmpty();
    assertThat(run.running()).isEmpty();
    assertThat(run.asked()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, COMPLETED",
    "stop_sequence, COMPLETED",
    "tool_use, COMPLETED",
    "refusal, FAILED",
    "something_new, FAILED"
  })
  void everyReasonToStopEndsItAsItShould(String reason, RunStatus status) {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);

    run.answer(reason);

    assertThat(run.state().status()).isEqualTo(status);
    assertThat(run.state().outcome().stopReason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refusal", "max_tokens", "model_context_window_exceeded", "pause_turn"})
  void callsOfAnAnswerThatIsNoWholeOneAreNotCarriedOut(String reason) {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);

    run.answer(reason, MAIL);

    assertThat(run.running()).isEmpty();
  }

  @Test
  void aConversationThatIsTooLongIsMadeShorterBeforeItsTurn() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.answer("tool_use", READ);
    run.toolEnds("turn-1.0", false);
    assertThat(run.last()).contains(new AgentCommand.AskModel(2, 99_900, true));

    run.modelFails(FailureCode.CONVERSATION_TOO_LONG);
    assertThat(run.compactions()).containsExactly(2);
    assertThat(AgentMachine.underWay(run.state()))
        .containsExactly(new AgentCommand.Compact(2, 99_900));
    assertThat(run.stepTypes())
        .containsExactly("thinking", "tool_call", "tool_result", "compaction", "thinking");
    assertThat(run.step(3).nodeId()).isEqualTo("compaction-2");
    assertThat(run.step(4).status()).isEqualTo(NodeStatus.PENDING);

    run.compacted(400);
    run.compacted(400);
    assertThat(run.last()).isEmpty();
    assertThat(run.asked()).containsExactly(1, 2, 2);
    assertThat(AgentMachine.underWay(run.state()))
        .as("another one would not help")
        .containsExactly(new AgentCommand.AskModel(2, 99_500, false));
    assertThat(run.step(3).status()).isEqualTo(NodeStatus.COMPLETED);

    run.answer("pause_turn");
    assertThat(run.last()).contains(new AgentCommand.AskModel(3, 99_400, true));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConversationThatIsTooLongRightAfterEndsTheRun(boolean refused) {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.modelFails(FailureCode.CONVERSATION_TOO_LONG);
    run.compacted(400);

    if (refused) {
      run.modelFails(FailureCode.REJECTED);
    } else {
      run.answer("model_context_window_exceeded");
    }

    assertThat(run.compactions()).hasSize(1);
    assertThat(run.state().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.state().outcome().stopReason())
        .isEqualTo(refused ? "error" : "model_context_window_exceeded");
  }

  @Test
  void anAnswerThatFillsTheWindowIsGoneOnWithAfterACompaction() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.answer("model_context_window_exceeded", MAIL);
    assertThat(run.asked()).containsExactly(1);
    assertThat(run.compactions()).containsExactly(2);
    assertThat(run.running()).isEmpty();

    run.compacted(400);
    assertThat(run.asked()).containsExactly(1, 2);
    assertThat(run.stepTypes()).containsExactly("thinking", "compaction", "thinking");
  }

  @Test
  void earlierRulesAndHarnessesDoNotCompact() {
    AgentLimits limits = new AgentLimits(9, 1000, AgentApproval.NEVER, false);
    for (MachineRun run :
        List.of(
            MachineRun.begin(limits, AgentMachine.ASKS_FOR_MONEY, false),
            MachineRun.beginWithHarness(limits, AgentMachine.RULES))) {
      run.answer("model_context_window_exceeded");

      assertThat(run.compactions()).isEmpty();
      assertThat(run.state().outcome().failure().code()).isEqualTo(FailureCode.LIMIT_REACHED);
    }
    MachineRun earlier = MachineRun.begin(limits, AgentMachine.ASKS_FOR_MONEY, false);
    assertThat(earlier.last()).contains(new AgentCommand.AskModel(1, 1000, false));
  }

  @Test
  void aCompactionThatThereIsNoMoneyForAsksAPerson() {
    MachineRun run = MachineRun.begin(new AgentLimits(9, 1000, AgentApproval.NEVER, true));
    run.modelFails(FailureCode.CONVERSATION_TOO_LONG);
    run.compactionFails(FailureCode.BUDGET_EXHAUSTED);
    assertThat(run.step(0).status()).isEqualTo(NodeStatus.WAITING);

    run.act(new RunAct.Answer("a", "user:ada", run.openTasks().getFirst(), "go_on", null));
    assertThat(run.compactions()).containsExactly(1, 1);
    run.compacted(100);
    run.exhausted();
    run.act(new RunAct.Answer("b", "user:ada", run.openTasks().getFirst(), "go_on", null));
    run.answer("end_turn");

    assertThat(run.asked()).containsExactly(1, 1, 1);
    assertThat(run.compactions()).hasSize(2);
    assertThat(run.state().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.stepTypes()).containsExactly("compaction", "thinking");
  }

  @Test
  void aCompactionThatEndsWhileTheRunIsPausedIsGoneOnFromWhenItIsResumed() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.act(new RunAct.Pause("p", "user:ada", null));
    run.modelFails(FailureCode.CONVERSATION_TOO_LONG);
    assertThat(run.compactions()).isEmpty();
    run.act(new RunAct.Resume("r", "user:ada", null));
    assertThat(run.compactions()).containsExactly(1);

    run.act(new RunAct.Pause("p2", "user:ada", null));
    run.compacted(100);
    assertThat(run.asked()).containsExactly(1);
    run.act(new RunAct.Resume("r2", "user:ada", null));

    assertThat(run.asked()).containsExactly(1, 1);
    assertThat(run.compactions()).hasSize(1);
  }

  @Test
  void aRunEndsWithACompactionThatFailsIsCancelledOrTakesTheLastTokens() {
    MachineRun failed = MachineRun.begin(AgentApproval.NEVER);
    failed.modelFails(FailureCode.CONVERSATION_TOO_LONG);
    failed.compactionFails(FailureCode.REJECTED);
    assertThat(failed.state().outcome().failure().code()).isEqualTo(FailureCode.REJECTED);
    assertThat(failed.step(1).status()).isEqualTo(NodeStatus.SKIPPED);

    MachineRun cancelled = MachineRun.begin(AgentApproval.NEVER);
    cancelled.modelFails(FailureCode.CONVERSATION_TOO_LONG);
    cancelled.apply(new AgentInput.CancelRequested(cancelled.now()));
    assertThat(cancelled.step(0).status()).isEqualTo(NodeStatus.CANCELLED);
    assertThat(cancelled.step(1).status()).isEqualTo(NodeStatus.CANCELLED);

    MachineRun written = MachineRun.begin(new AgentLimits(9, 1000, AgentApproval.NEVER, false));
    written.modelFails(FailureCode.CONVERSATION_TOO_LONG);
    written.compacted(1000);
    assertThat(written.state().outcome().stopReason()).isEqualTo("max_tokens");
    assertThat(written.asked()).hasSize(1);
  }

  @Test
  void aPausedTurnIsGoneOnWith() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    run.answer("pause_turn");
    assertThat(run.asked()).containsExactly(1, 2);
  }

  @Test
  void anAnswerThatIsCutOffIsGoneOnWithSomeTimes() {
    MachineRun run = MachineRun.begin(AgentApproval.OUTWARD);
    for (int turn = 1; turn <= 4; turn++) {
      run.answer("max_tokens");
    }
    assertThat(run.asked()).containsExactly(1, 2, 3, 4);
    assertThat(run.state().outcome().stopReason()).isEqualTo("max_tokens");
    assertThat(run.state().outcome().failure().code()).isEqualTo(FailureCode.LIMIT_REACHED);
  }

  @Test
  void turnsAndTokensEndItWithTheReason() {
    MachineRun turns = MachineRun.begin(new AgentLimits(2, 1000, AgentApproval.NEVER, false));
    turns.answer("tool_use", READ);
    turns.toolEnds("turn-1.0", false);
    turns.answer("tool_use", READ);
    turns.toolEnds("turn-2.0", false);
    assertThat(turns.state().outcome().stopReason()).isEqualTo("max_turns");

    MachineRun tokens = MachineRun.begin(new AgentLimits(9, 150, AgentApproval.NEVER, false));
    tokens.answer("tool_use", READ);
    tokens.toolEnds("turn-1.0", false);
    assertThat(tokens.state().progress().turn()).isEqualTo(2);
    tokens.answer("tool_use", READ);
    tokens.toolEnds("turn-2.0", false);
    assertThat(tokens.state().outcome().stopReason()).isEqualTo("max_tokens");
  }

  @Test
  void underTheFirstRulesABudgetWithoutRoomEndsTheRun() {
    MachineRun money =
        MachineRun.begin(new AgentLimits(9, 1000, AgentApproval.NEVER, true), 1, false);
    assertThat(money.asked()).isEmpty();
    money.budget(null);
    assertThat(money.asked()).containsExactly(1);
    money.answer("pause_turn");
    money.budget("There are 0.01 USD left.");
    assertThat(money.asked()).containsExactly(1);
    assertThat(money.state().outcome().stopReason()).isEqualTo("budget");
    assertThat(money.state().phase()).isEqualTo(Phase.ENDED);

    MachineRun refused =
        MachineRun.begin(new AgentLimits(9, 1000, AgentApproval.NEVER, false), 1, false);
    refused.exhausted();
    assertThat(refused.openTasks()).isEmpty();
    assertThat(refused.state().outcome().stopReason()).isEqualTo("error");
  }

  @Test
  void aTurnWithoutMoneyAsksAPersonAndIsAskedForAgainWithMore() {
    MachineRun run = MachineRun.begin(new AgentLimits(9, 1000, AgentApproval.NEVER, true));
    run.exhausted();
    UUID first = run.openTasks().getFirst();
    assertThat(run.step(0).status()).isEqualTo(NodeStatus.WAITING);
    assertThat(AgentMachine.waitingOn(run.state()).getFirst().kind()).isEqualTo("person");

    run.act(new RunAct.Answer("a", "user:ada", first, "go_on", topUp("'plenty'")));
    run.act(new RunAct.Answer("b", "user:ada", first, "go_on", topUp("-1")));
    assertThat(run.openTasks()).as("what cannot be meant changes nothing").containsExactly(first);
    run.act(new RunAct.Answer("c", "user:ada", first, "go_on", topUp("0.5")));
    assertThat(run.asked()).containsExactly(1, 1);

    run.exhausted();
    UUID second = run.openTasks().getFirst();
    assertThat(second).as("another question").isNotEqualTo(first);
    run.apply(new AgentInput.BudgetChanged(run.now()));
    assertThat(run.openTasks()).isEmpty();
    assertThat(run.asked()).containsExactly(1, 1, 1);

    run.answer("end_turn");
    assertThat(run.state().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(run.stepTypes()).as("a turn is one step").containsExactly("thinking");
  }

  @Test
  void moneyThatIsRefusedEndsTheRun() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.exhausted();
    run.act(new RunAct.Answer("a", "user:ada", run.openTasks().getFirst(), "stop", null));
    assertThat(run.state().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.state().outcome().stopReason()).isEqualTo("budget");
    assertThat(run.step(0).status()).isEqualTo(NodeStatus.SKIPPED);

    MachineRun skipped = MachineRun.begin(AgentApproval.NEVER);
    skipped.exhausted();
    skipped.act(new RunAct.Skip("a", "user:ada", "turn-1"));
    assertThat(skipped.state().outcome().stopReason()).isEqualTo("budget");
  }

  @Test
  void aBudgetThatStopsAsksNobody() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.modelFails(FailureCode.LIMIT_REACHED);
    assertThat(run.openTasks()).isEmpty();
    assertThat(run.state().outcome().stopReason()).isEqualTo("budget");
  }

  @Test
  void aPausedRunIsGivenMoneyAndGoesOnWhenItIsResumed() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.exhausted();
    run.act(new RunAct.Pause("p", "user:ada", null));
    run.act(new RunAct.Answer("a", "user:ada", run.openTasks().getFirst(), "go_on", null));
    assertThat(run.asked()).containsExactly(1);
    run.act(new RunAct.Resume("r", "user:ada", null));
    assertThat(run.asked()).containsExactly(1, 1);
  }

  @Test
  void aRunThatIsCancelledWhileItAsksForMoneyAsksNobodyAnyMore() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.exhausted();
    run.apply(new AgentInput.CancelRequested(run.now()));
    assertThat(run.openTasks()).isEmpty();
    assertThat(run.step(0).status()).isEqualTo(NodeStatus.CANCELLED);
  }

  private static JsonNode topUp(String usd) {
    try {
      return JsonCodec.MAPPER.readTree("{\"topUpUsd\": " + usd.replace('\'', '"') + "}");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void aModelThatCannotBeAskedFailsTheRun() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.apply(
        new AgentInput.ModelFailed(
            run.now(), 1, new StepFailure(FailureCode.REJECTED, "wrong key"), 2));
    assertThat(run.state().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.step(0).failure().message()).isEqualTo("wrong key");
  }

  @Test
  void aQuestionIsAnsweredInWords() {
    MachineRun run = MachineRun.begin(AgentApproval.NEVER);
    run.answer("tool_use", call(0, "ask.person", CallKind.QUESTION, false));
    UUID task = run.openTasks().getFirst();

    run.act(new RunAct.Answer("a", "user:ada", task, null, null));

    assertThat(run.asked()).containsExactly(1, 2);
    assertThat(run.running()).isEmpty();
  }

  static ToolCall call(int position, String tool, CallKind kind, boolean outward) {
    return new ToolCall(position, tool, kind, outward, true, null, null);
  }

  static TurnResult turn(String reason, int seen, ToolCall... calls) {
    return new TurnResult(reason, List.of(calls), seen, 100, 1);
  }
}
