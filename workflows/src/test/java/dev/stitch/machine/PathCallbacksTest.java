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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A path of one step, {@code ask}, that waits for an outside worker. */
class PathCallbacksTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofHours(1));
  private static final JsonNode OUTPUT = JsonNodeFactory.instance.objectNode().put("score", 7);
  private static final StepFailure FAILURE = new StepFailure(FailureCode.REJECTED, "no capacity");

  @Test
  void anAnswerCompletesTheStepWithItsOutput() {
    PathState answered = apply(OnError.FAIL, waiting(OnError.FAIL), completed(0));

    assertThat(answered.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(answered.nodes().get("ask").output()).isEqualTo(OUTPUT);
    assertThat(answered.nodes().get("ask").waiting()).isNull();
  }

  @Test
  void anAnswerThatFailsFailsThePath() {
    PathState answered = apply(OnError.FAIL, waiting(OnError.FAIL), failed(0));

    assertThat(answered.status()).isEqualTo(RunStatus.FAILED);
    assertThat(answered.failedNodeId()).isEqualTo("ask");
    assertThat(answered.failure()).isEqualTo(FAILURE);
  }

  @Test
  void anAnswerThatFailsLetsThePathGoOnWhereTheStepSaysSo() {
    PathState answered = apply(OnError.CONTINUE, waiting(OnError.CONTINUE), failed(0));

    assertThat(answered.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(answered.nodes().get("ask").status()).isEqualTo(NodeStatus.FAILED);
  }

  @Test
  void aSecondAnswerChangesNothing() {
    PathState answered = apply(OnError.CONTINUE, waiting(OnError.CONTINUE), failed(0));

    assertThat(apply(OnError.CONTINUE, answered, completed(0))).isEqualTo(answered);
  }

  @Test
  void anAnswerToAnotherExecutionOrNodeChangesNothing() {
    PathState waiting = waiting(OnError.FAIL);

    assertThat(apply(OnError.FAIL, waiting, completed(1))).isEqualTo(waiting);
    assertThat(
            apply(
                OnError.FAIL,
                waiting,
                new PathInput.CallbackArrived(NOW, "elsewhere", 0, OUTPUT, null)))
        .isEqualTo(waiting);
  }

  @Test
  void noAnswerInTimeLeavesByTimeout() {
    PathState late =
        apply(OnError.FAIL, waiting(OnError.FAIL), new PathInput.TimerFired(UNTIL, UNTIL));

    assertThat(late.nodes().get("ask").passage()).isEqualTo(Passage.of(Passage.TIMEOUT));
    assertThat(apply(OnError.FAIL, late, completed(0))).isEqualTo(late);
  }

  @Test
  void aStepThatStillAsksHasNoAnswerYet() {
    PathState asking =
        apply(OnError.FAIL, fresh(), new PathInput.Begun(NOW, null, false, List.of()));

    assertThat(apply(OnError.FAIL, asking, completed(0))).isEqualTo(asking);
  }

  private static PathState waiting(OnError onError) {
    PathState asking = apply(onError, fresh(), new PathInput.Begun(NOW, null, false, List.of()));
    PathState waiting =
        apply(
            onError,
            asking,
            new PathInput.StepEnded(
                NOW, "ask", new StepOutcome.Waiting(new Wait.Callback("hash", UNTIL)), 1));
    assertThat(PathMachine.waitingOn(waiting))
        .extracting(WaitingOn::kind)
        .containsExactly("callback");
    return waiting;
  }

  private static PathState fresh() {
    return PathState.initial(Rules.CURRENT, new UUID(0, 1), "plan", 0, null, null, null);
  }

  private static PathInput completed(int execution) {
    return new PathInput.CallbackArrived(NOW, "ask", execution, OUTPUT, null);
  }

  private static PathInput failed(int execution) {
    return new PathInput.CallbackArrived(NOW, "ask", execution, null, FAILURE);
  }

  private static PathState apply(OnError onError, PathState state, PathInput event) {
    PathPlan.Step ask =
        new PathPlan.Step(
            0,
            "ask",
            "Ask",
            "callback",
            JsonNodeFactory.instance.objectNode(),
            List.of(),
            List.of(),
            Retry.DEFAULT,
            null,
            onError,
            Locality.REMOTE,
            "queue",
            true);
    PathPlan plan = new PathPlan("plan", Isolation.CHILD, List.of(ask), Map.of("ask", 0));
    return new PathMachine(plan).apply(state, event).state();
  }
}
