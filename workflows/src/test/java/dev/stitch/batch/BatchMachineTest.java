package dev.stitch.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.batch.BatchMachine.Command;
import dev.stitch.batch.BatchMachine.Input;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.Transition;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.BatchActivities.BatchCounts;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.port.BatchActivities.Hold;
import dev.stitch.port.BatchActivities.Hold.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run works, waits and ends. */
class BatchMachineTest {

  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final BatchSlice MORE = new BatchSlice(false, BatchCounts.NONE, null, null, null);

  private final BatchMachine machine = new BatchMachine();
  private final List<Command> commands = new ArrayList<>();
  private BatchState state = BatchState.initial();
  private Instant now = NOON;

  @Test
  void slicesFollowEachOtherUntilNothingIsLeft() {
    give(new Input.Begun(now));
    give(new Input.SliceEnded(now, 0, MORE));
    give(
        new Input.SliceEnded(
            now,
            1,
            new BatchSlice(
                true, BatchCounts.NONE, null, JsonNodeFactory.instance.textNode("done"), null)));

    assertThat(commands).containsExactly(new Command.Work(0), new Command.Work(1));
    assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(state.end().result().asText()).isEqualTo("done");
  }

  @Test
  void aRunIsPausedWithItsCallerUntilNobodyHoldsIt() {
    RunAct resume = new RunAct.Resume("r", "user:ada", null);
    give(new Input.Begun(now));
    give(new Input.Paused(now, PauseOwner.FLOW));
    give(new Input.Paused(now, PauseOwner.FLOW));
    assertThat(machine.check(state, resume))
        .hasValueSatisfying(
            refused -> assertThat(refused.message()).contains("the run that called it"));
    give(new Input.Acted(now, new RunAct.Pause("p", "user:ada", null)));
    give(new Input.SliceEnded(now, 0, MORE));

    give(new Input.Resumed(now, PauseOwner.FLOW));
    assertThat(state.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(commands).hasSize(1);
    give(new Input.Acted(now, resume));
    assertThat(state.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(commands).containsExactly(new Command.Work(0), new Command.Work(1));

    give(new Input.Acted(now, new RunAct.Cancel("c", "user:ada")));
    give(new Input.Paused(now, PauseOwner.FLOW));
    give(new Input.Resumed(now, PauseOwner.FLOW));
    assertThat(state.status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aPauseOfAnEarlierBuildIsAPersons() throws Exception {
    BatchState carried =
        JsonCodec.MAPPER.readValue(
            "{\"status\": \"PAUSED\", \"slice\": 3, \"working\": false}", BatchState.class);

    assertThat(carried.pausedBy()).containsExactly(PauseOwner.RUN);
    assertThat(machine.check(carried, new RunAct.Resume("r", "user:ada", null))).isEmpty();
  }

  @Test
  void aHoldThatSaysWhenItEndsIsLookedAtThen() {
    give(new Input.Begun(now));
    Instant until = now.plusSeconds(900);
    give(new Input.SliceEnded(now, 0, held(Reason.RATE_LIMIT, until)));

    assertThat(BatchMachine.deadline(state)).contains(until);
    give(new Input.LookedAgain(until.minusMillis(1)));
    assertThat(commands).hasSize(1);
    give(new Input.LookedAgain(until));
    assertThat(commands).hasSize(2);
  }

  @Test
  void aHoldThatDoesNotIsLookedAtSoonAndThenEveryFiveMinutes() {
    give(new Input.Begun(now));
    List<Duration> pauses = new ArrayList<>();
    for (int look = 0; look < 8; look++) {
      give(new Input.SliceEnded(now, look, held(Reason.NEEDS_RECONNECT, null)));
      Instant next = BatchMachine.deadline(state).orElseThrow();
      pauses.add(Duration.between(now, next));
      now = next;
      give(new Input.LookedAgain(now));
    }

    assertThat(pauses.getFirst()).isEqualTo(BatchMachine.FIRST_LOOK);
    assertThat(pauses).isSorted();
    assertThat(pauses.getLast()).isEqualTo(BatchMachine.LAST_LOOK);
  }

  @Test
  void whoeverEndsAHoldHasTheRunLookAtOnce() {
    give(new Input.Begun(now));
    give(new Input.SliceEnded(now, 0, held(Reason.NEEDS_RECONNECT, null)));
    give(new Input.Told(now));

    assertThat(commands).hasSize(2);
  }

  @Test
  void aPausedRunBeginsNoSliceAndGoesOnWhereItWas() {
    give(new Input.Begun(now));
    give(new Input.Acted(now, new RunAct.Pause("a", "user:ada", null)));
    give(new Input.SliceEnded(now, 0, MORE));
    assertThat(commands).hasSize(1);
    assertThat(BatchMachine.deadline(state)).isEmpty();

    give(new Input.Acted(now, new RunAct.Resume("b", "user:ada", null)));
    assertThat(commands).hasSize(2);
    assertThat(state.status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void aRunThatIsCancelledGivesItsSliceUp() {
    give(new Input.Begun(now));
    give(new Input.Acted(now, new RunAct.Cancel("a", "user:ada")));
    give(new Input.SliceEnded(now, 0, MORE));

    assertThat(commands).containsExactly(new Command.Work(0), new Command.GiveUp());
    assertThat(state.status()).isEqualTo(RunStatus.CANCELLED);
  }

  @Test
  void aFailureEndsTheRunAlsoWhileItIsPaused() {
    give(new Input.Begun(now));
    give(new Input.Acted(now, new RunAct.Pause("a", "user:ada", null)));
    StepFailure failure = new StepFailure(FailureCode.REJECTED, "no");
    give(
        new Input.SliceEnded(now, 0, new BatchSlice(false, BatchCounts.NONE, null, null, failure)));

    assertThat(state.status()).isEqualTo(RunStatus.FAILED);
    assertThat(state.end().failure()).isEqualTo(failure);
  }

  @Test
  void aStepIsNeitherSkippedNorAnswered() {
    give(new Input.Begun(now));

    assertThat(machine.check(state, new RunAct.Skip("a", "user:ada", null))).isPresent();
    assertThat(
            machine.check(state, new RunAct.Answer("b", "user:ada", new UUID(0, 1), "yes", null)))
        .isPresent();
  }

  /** Whatever comes in whatever order: its laws. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void inAnyOrderOneSliceAtATimeIsUnderWayAndNoLiveRunIsStuck(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      state = BatchState.initial();
      int underWay = -1;
      for (int step = 0; step < 60; step++) {
        now = now.plusSeconds(random.nextInt(400));
        Input input = step == 0 ? new Input.Begun(now) : random(random, underWay);
        BatchState before = state;
        List<Command> done = give(input);
        if (input instanceof Input.SliceEnded ended && ended.slice() == underWay) {
          underWay = -1;
        }
        for (Command command : done) {
          switch (command) {
            case Command.Work work -> {
              assertThat(underWay).as("seed %d: two slices at once", seed).isEqualTo(-1);
              assertThat(state.status()).isEqualTo(RunStatus.RUNNING);
              underWay = work.slice();
            }
            case Command.GiveUp giveUp -> underWay = -1;
          }
        }
        if (before.status().isFinal()) {
          assertThat(state).as("seed %d: an ended run changes", seed).isEqualTo(before);
        }
        assertThat(state.working()).isEqualTo(underWay >= 0);
        if (state.status() == RunStatus.RUNNING && !state.working()) {
          assertThat(BatchMachine.deadline(state))
              .as("seed %d: nothing wakes it", seed)
              .isPresent();
        }
      }
    }
  }

  private Input random(Random random, int underWay) {
    int slice = random.nextInt(8) == 0 ? random.nextInt(40) : Math.max(0, underWay);
    return switch (random.nextInt(9)) {
      case 0 -> new Input.Begun(now);
      case 1 -> new Input.Told(now);
      case 2, 3 -> new Input.LookedAgain(now);
      case 4 -> new Input.Acted(now, new RunAct.Pause("p", "user:ada", null));
      case 5 -> new Input.Acted(now, new RunAct.Resume("r", "user:ada", null));
      case 6 ->
          random.nextInt(10) == 0
              ? new Input.Acted(now, new RunAct.Cancel("c", "user:ada"))
              : new Input.SliceEnded(now, slice, MORE);
      case 7 -> new Input.SliceEnded(now, slice, held(Reason.OUTAGE, null));
      default -> new Input.SliceEnded(now, slice, held(Reason.RATE_LIMIT, now.plusSeconds(100)));
    };
  }

  private List<Command> give(Input input) {
    Transition<BatchState, Command> next = machine.apply(state, input);
    state = next.state();
    commands.addAll(next.commands());
    return next.commands();
  }

  private static BatchSlice held(Reason reason, Instant until) {
    return new BatchSlice(false, BatchCounts.NONE, new Hold(reason, until, "why"), null, null);
  }
}
