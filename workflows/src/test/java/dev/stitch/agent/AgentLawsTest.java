package dev.stitch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.agent.AgentState.Phase;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.model.AgentApproval;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.port.AgentActivities.CompactionResult;
import dev.stitch.port.AgentActivities.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of the machine, under inputs in any order, late and twice. */
class AgentLawsTest {

  private static final List<String> REASONS =
      List.of(
          "end_turn",
          "stop_sequence",
          "tool_use",
          "tool_use",
          "tool_use",
          "tool_use",
          "max_tokens",
          "pause_turn",
          "refusal",
          "model_context_window_exceeded",
          "unheard_of");

  static LongStream seeds() {
    return LongStream.range(0, 3_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theyHold(long seed) {
    new World(seed).play();
  }

  /** A world that does to a run whatever it likes, and remembers what the laws are about. */
  private static final class World {

    private final Random random;
    private final AgentLimits limits;
    private final MachineRun run;
    private final Map<String, ToolCall> openCalls = new HashMap<>();
    private final Map<String, Integer> answers = new HashMap<>();
    private final Set<UUID> approved = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private final boolean compacts;
    private boolean justCompacted;
    private int newest = 1;
    private int given;
    private long written;

    World(long seed) {
      random = new Random(seed);
      AgentApproval approval = one(List.of(AgentApproval.values()));
      limits =
          new AgentLimits(
              1 + random.nextInt(8),
              100L * (1 + random.nextInt(10)),
              approval,
              random.nextInt(4) == 0);
      int rules = 1 + random.nextInt(AgentMachine.RULES);
      boolean harness = random.nextInt(4) == 0;
      compacts = rules >= AgentMachine.COMPACTS && !harness;
      run =
          harness
              ? MachineRun.beginWithHarness(limits, rules)
              : MachineRun.begin(limits, rules, random.nextInt(4) == 0);
    }

    void play() {
      for (int i = 0; i < 60; i++) {
        AgentState before = run.state();
        AgentInput input = input(before);
        List<AgentCommand> commands = run.apply(input);
        check(before, input, commands);
      }
      finish();
    }

    private <T> T one(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    private AgentInput input(AgentState state) {
      int turn = random.nextInt(6) == 0 ? random.nextInt(9) : state.progress().turn();
      return switch (random.nextInt(12)) {
        case 0, 1, 2 -> answered(turn);
        case 3, 4, 5 ->
            new AgentInput.ToolEnded(
                run.now(),
                AgentContract.callNode(turn, random.nextInt(3)),
                random.nextBoolean(),
                1);
        case 6 -> new AgentInput.MessageArrived(run.now(), ++newest);
        case 7 ->
            new AgentInput.BudgetAnswered(
                run.now(), turn + 1, random.nextInt(5) == 0 ? "nothing is left" : null);
        case 8, 9 -> new AgentInput.Acted(run.now(), act());
        case 10 ->
            switch (random.nextInt(16)) {
              case 0 -> failed(turn, FailureCode.UNAVAILABLE);
              case 12, 13 -> failed(turn, FailureCode.CONVERSATION_TOO_LONG);
              case 14 -> compacted(turn);
              case 15 ->
                  new AgentInput.CompactionFailed(
                      run.now(),
                      turn,
                      new StepFailure(FailureCode.BUDGET_EXHAUSTED, "no money"),
                      1);
              case 1, 2, 3, 4 -> failed(turn, FailureCode.BUDGET_EXHAUSTED);
              case 5, 6 -> new AgentInput.BudgetChanged(run.now());
              default -> answered(turn);
            };
        default ->
            switch (random.nextInt(20)) {
              case 0 -> new AgentInput.CancelRequested(run.now());
              case 7, 8, 9, 10, 11 -> new AgentInput.WorkspacePrepared(run.now(), null, 1);
              case 1, 2 -> new AgentInput.Paused(run.now(), PauseOwner.FLOW);
              case 3, 4, 5, 6 -> new AgentInput.Resumed(run.now(), PauseOwner.FLOW);
              default -> new AgentInput.Begun(run.now(), 1, false);
            };
      };
    }

    private AgentInput compacted(int turn) {
      return new AgentInput.Compacted(run.now(), turn, new CompactionResult(10, 1));
    }

    private AgentInput failed(int turn, FailureCode code) {
      return new AgentInput.ModelFailed(run.now(), turn, new StepFailure(code, "away"), 3);
    }

    private AgentInput answered(int turn) {
      List<ToolCall> calls = new ArrayList<>();
      String reason = one(REASONS);
      if (random.nextInt(3) > 0) {
        for (int position = 0; position <= random.nextInt(3); position++) {
          calls.add(
              new ToolCall(
                  position,
                  "tool" + position,
                  one(List.of(CallKind.values())),
                  random.nextBoolean(),
                  random.nextInt(5) > 0,
                  null,
                  null));
        }
      }
      // It was given what was known when it was asked, or more.
      int seen = Math.min(newest, given + random.nextInt(3));
      return new AgentInput.ModelAnswered(
          run.now(), turn, AgentMachineTest.turn(reason, seen, calls.toArray(ToolCall[]::new)));
    }

    private RunAct act() {
      String id = "act-" + random.nextInt(200);
      List<UUID> open = run.openTasks();
      UUID task = open.isEmpty() || random.nextInt(6) == 0 ? UUID.randomUUID() : one(open);
      return switch (random.nextInt(10)) {
        case 0, 1 -> new RunAct.Pause(id, "user:ada", null);
        case 2, 3, 4 -> new RunAct.Resume(id, "user:ada", null);
        case 5 -> new RunAct.Skip(id, "user:ada", null);
        case 6, 7, 8 ->
            new RunAct.Answer(
                id,
                "user:ada",
                task,
                one(List.of("approve", "refuse", "go_on", "stop", "perhaps")),
                null);
        default ->
            random.nextInt(12) == 0
                ? new RunAct.Cancel(id, "user:ada")
                : new RunAct.Resume(id, "user:bob", null);
      };
    }

    private void check(AgentState before, AgentInput input, List<AgentCommand> commands) {
      AgentState after = run.state();
      boolean ended = before.phase() == Phase.ENDED;
      if (ended) {
        assertThat(commands).as("after the end nothing happens").isEmpty();
        assertThat(after.status()).isEqualTo(before.status());
        return;
      }
      if (input instanceof AgentInput.ModelAnswered answered
          && before.phase() == Phase.THINKING
          && answered.turn() == before.progress().turn()) {
        justCompacted = false;
        given = Math.max(given, answered.result().seen());
        written += answered.result().outputTokens();
        if (after.phase() == Phase.ACTING
            || commands.stream().anyMatch(AgentCommand.CallTool.class::isInstance)) {
          assertThat(StopReason.of(answered.result().stopReason()).callsCount()).isTrue();
          answered
              .result()
              .calls()
              .forEach(
                  call ->
                      openCalls.put(
                          AgentContract.callNode(answered.turn(), call.position()), call));
        }
      }
      if (input instanceof AgentInput.Compacted compacted
          && before.phase() == Phase.COMPACTING
          && compacted.turn() == before.progress().turn()) {
        justCompacted = true;
        written += compacted.result().outputTokens();
      }
      if (input instanceof AgentInput.Acted(var at, RunAct.Answer answer)
          && "approve".equals(answer.choice())
          && run.tasks().stream()
              .anyMatch(
                  change ->
                      change instanceof TaskChange.Closed closed
                          && closed.taskId().equals(answer.taskId())
                          && "approve".equals(closed.choice()))) {
        approved.add(answer.taskId());
      }
      commands.forEach(command -> check(command, after));
      assertThat(after.status() == RunStatus.PAUSED)
          .as("status says whether it is paused")
          .isEqualTo(after.isPaused() && !after.status().isFinal());
      if (after.status() == RunStatus.COMPLETED) {
        assertThat(given).as("no message is lost").isGreaterThanOrEqualTo(newest);
      }
      if (after.phase() == Phase.ENDED) {
        assertThat(after.outcome().stopReason()).isNotNull();
        assertThat(run.openTasks()).as("nobody is asked any more").isEmpty();
      }
      commands.stream()
          .filter(
              command ->
                  command instanceof AgentCommand.PrepareWorkspace
                      || command instanceof AgentCommand.Compact
                      || command instanceof AgentCommand.AskModel
                      || command instanceof AgentCommand.CallTool
                      || command instanceof AgentCommand.ReserveBudget)
          .forEach(
              begun ->
                  assertThat(AgentMachine.underWay(after))
                      .as("what has been begun is known")
                      .contains(begun));
      assertThat(after.progress().outputTokens())
          .as("all that is written counts")
          .isEqualTo(written);
      assertThat(after.progress().turn()).isLessThanOrEqualTo(limits.maxTurns());
      assertThat(run.steps().keySet()).as("steps have no gap").hasSize(after.nextStep());
    }

    private void check(AgentCommand command, AgentState after) {
      switch (command) {
        case AgentCommand.AskModel ask -> {
          assertThat(after.isPaused()).as("nothing is asked while it is paused").isFalse();
          assertThat(written).isLessThan(limits.maxTokens());
          assertThat(ask.compacts() && justCompacted).as("not twice in a row").isFalse();
          assertThatAllAreAnswered();
        }
        case AgentCommand.Compact compact -> {
          assertThat(compacts).as("not under earlier rules, nor for a harness").isTrue();
          assertThat(justCompacted).as("not twice in a row").isFalse();
          assertThat(after.isPaused()).as("nothing is asked while it is paused").isFalse();
          assertThat(written).isLessThan(limits.maxTokens());
          assertThatAllAreAnswered();
        }
        case AgentCommand.CallTool call -> {
          assertThat(after.isPaused()).as("no tool begins while it is paused").isFalse();
          ToolCall tool = openCalls.get(call.nodeId());
          assertThat(begun.add(call.nodeId())).as("a call is carried out once").isTrue();
          boolean asks =
              tool.acceptable()
                  && tool.kind() != CallKind.DECISION
                  && (limits.approval() == AgentApproval.ALWAYS
                      || (limits.approval() == AgentApproval.OUTWARD && tool.outward()));
          if (asks) {
            assertThat(approved)
                .as("nothing outward without approval")
                .contains(AgentContract.taskId(MachineRun.RUN, call.nodeId()));
          }
        }
        case AgentCommand.RecordStep record -> {
          StepRecord step = record.step();
          if (Set.of("tool_result", "decision", "engagement_action").contains(step.type())) {
            answers.merge(step.nodeId(), 1, Integer::sum);
          }
        }
        case AgentCommand.PrepareWorkspace prepare ->
            assertThat(after.progress().turn()).as("no turn before the workspace").isZero();
        case AgentCommand.ReserveBudget reserve ->
            assertThat(after.isPaused()).as("nothing is reserved while it is paused").isFalse();
        case AgentCommand.ChangeTask change -> {}
        case AgentCommand.StopWork stop ->
            assertThat(after.status()).isEqualTo(RunStatus.CANCELLED);
      }
    }

    /** No call is parted from its result: the next turn, or its compaction, comes after all. */
    private void assertThatAllAreAnswered() {
      openCalls.forEach(
          (nodeId, call) -> assertThat(answers).as("answered once").containsEntry(nodeId, 1));
      openCalls.clear();
    }

    /** Whatever has happened, a run that gets all its answers comes to an end. */
    private void finish() {
      for (int i = 0; i < 200 && run.state().phase() != Phase.ENDED; i++) {
        AgentState state = run.state();
        if (state.isPaused()) {
          run.apply(new AgentInput.Resumed(run.now(), PauseOwner.FLOW));
          run.act(new RunAct.Resume("finish-" + i, "user:ada", null));
        } else if (state.phase() == Phase.PREPARING) {
          run.workspace(null);
        } else if (state.phase() == Phase.RESERVING) {
          run.budget(null);
        } else if (state.phase() == Phase.COMPACTING) {
          run.compacted(10);
        } else if (state.phase() == Phase.THINKING) {
          run.answer("end_turn");
        } else if (state.moneyTask().isPresent()) {
          run.act(
              new RunAct.Answer("finish-" + i, "user:ada", state.moneyTask().get(), "go_on", null));
        } else {
          for (UUID task : run.openTasks()) {
            boolean question =
                state.calls().values().stream()
                    .filter(OpenCall::isQuestion)
                    .anyMatch(
                        call ->
                            AgentContract.taskId(
                                    MachineRun.RUN,
                                    AgentContract.callNode(
                                        state.progress().turn(), call.call().position()))
                                .equals(task));
            run.act(
                new RunAct.Answer(
                    "finish-" + i + task, "user:ada", task, question ? null : "refuse", null));
          }
          List.copyOf(state.calls().keySet()).forEach(nodeId -> run.toolEnds(nodeId, false));
        }
      }
      assertThat(run.state().phase()).isEqualTo(Phase.ENDED);
    }
  }
}
