package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.Isolation;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.plan.Retry;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A path of one step, {@code sub}, that has called a run. */
class PathCallsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final UUID CALL = new UUID(7, 7);
  private static final Wait.Called CALLED = new Wait.Called(CALL, "run/7");
  private static final JsonNode OUTPUT = JsonNodeFactory.instance.objectNode().put("score", 7);
  private static final JsonNode CHANGES = JsonNodeFactory.instance.objectNode().put("tier", "gold");
  private static final StepFailure FAILURE = new StepFailure(FailureCode.REJECTED, "no capacity");

  @Test
  void aCallIsStartedOnceItsStepWaitsForIt() {
    Transition<PathState, PathCommand> waiting = call(begun());

    assertThat(acts(waiting)).containsExactly(new CallAct.Start());
    assertThat(PathMachine.waitingOn(waiting.state()))
        .extracting(WaitingOn::kind, WaitingOn::detail)
        .containsExactly(org.assertj.core.api.Assertions.tuple("run", "run/7"));
    assertThat(PathMachine.deadline(waiting.state())).isEmpty();
  }

  @Test
  void itsEndCompletesTheStepAndItsChangesReachTheEntity() {
    PathState ended = apply(call(begun()).state(), ended(OUTPUT, null)).state();

    assertThat(ended.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(ended.nodes().get("sub").output()).isEqualTo(OUTPUT);
    assertThat(ended.changes()).isEqualTo(CHANGES);
  }

  @Test
  void itsFailureFailsTheStep() {
    PathState ended = apply(call(begun()).state(), ended(null, FAILURE)).state();

    assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
    assertThat(ended.failure()).isEqualTo(FAILURE);
  }

  @Test
  void theEndOfAnotherCallAndASecondEndChangeNothing() {
    PathState waiting = call(begun()).state();

    assertThat(
            apply(waiting, new PathInput.CallEnded(NOW, new UUID(8, 8), OUTPUT, null, null))
                .state())
        .isEqualTo(waiting);
    PathState ended = apply(waiting, ended(OUTPUT, null)).state();
    assertThat(apply(ended, ended(null, FAILURE)).state()).isEqualTo(ended);
  }

  @Test
  void whatIsCancelledOrSkippedCancelsWhatItCalled() {
    PathState waiting = call(begun()).state();

    assertThat(acts(apply(waiting, new PathInput.CancelRequested(NOW))))
        .containsExactly(new CallAct.Cancel());
    assertThat(acts(apply(waiting, new PathInput.Skipped(NOW, "sub", "user:ada"))))
        .containsExactly(new CallAct.Cancel());
  }

  @Test
  void pausesGoOnToWhatIsCalled() {
    PathState waiting = call(begun()).state();

    var paused = apply(waiting, new PathInput.Paused(NOW, PauseOwner.RUN, TimerMode.FREEZE));
    assertThat(acts(paused)).containsExactly(new CallAct.Pause(PauseOwner.RUN, TimerMode.FREEZE));
    assertThat(
            acts(
                apply(paused.state(), new PathInput.Paused(NOW, PauseOwner.RUN, TimerMode.FREEZE))))
        .isEmpty();
    assertThat(
            acts(
                apply(
                    paused.state(),
                    new PathInput.Resumed(NOW, PauseOwner.RUN, ResumeMode.CONTINUE))))
        .containsExactly(new CallAct.Resume(PauseOwner.RUN, ResumeMode.CONTINUE));
  }

  @Test
  void whatIsCalledDuringAPauseBeginsPaused() {
    PathState paused =
        apply(begun(), new PathInput.Paused(NOW, PauseOwner.FLOW, TimerMode.ELAPSE)).state();

    assertThat(acts(call(paused)))
        .containsExactly(new CallAct.Start(), new CallAct.Pause(PauseOwner.FLOW, TimerMode.ELAPSE));
  }

  private static PathState begun() {
    return apply(
            PathState.initial(Rules.CURRENT, new UUID(0, 1), "plan", 0, null, null, null),
            new PathInput.Begun(NOW, null, false, List.of()))
        .state();
  }

  private static Transition<PathState, PathCommand> call(PathState running) {
    return apply(running, new PathInput.StepEnded(NOW, "sub", new StepOutcome.Waiting(CALLED), 1));
  }

  private static PathInput ended(JsonNode output, StepFailure failure) {
    return new PathInput.CallEnded(NOW, CALL, output, failure, failure == null ? CHANGES : null);
  }

  private static List<CallAct> acts(Transition<PathState, PathCommand> transition) {
    return transition.commands().stream()
        .filter(PathCommand.Call.class::isInstance)
        .map(command -> ((PathCommand.Call) command).act())
        .toList();
  }

  private static Transition<PathState, PathCommand> apply(PathState state, PathInput event) {
    PathPlan.Step sub =
        new PathPlan.Step(
            0,
            "sub",
            "Sub",
            "subflow",
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            List.of(),
            Retry.DEFAULT,
            null,
            OnError.FAIL,
            Locality.LOCAL,
            "queue",
            false);
    PathPlan plan = new PathPlan("plan", Isolation.CHILD, List.of(sub), Map.of("sub", 0));
    return new PathMachine(plan).apply(state, event);
  }
}
