package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Duration;
import java.time.Instant;

/** What a call of a tool comes to that does what a step does. */
final class Sent {

  private Sent() {}

  /**
   * The output of the step.
   *
   * @param byPerson what the model is told where only a person may do it
   */
  static JsonNode output(StepOutcome outcome, String byPerson) throws StepException {
    return switch (outcome) {
      case StepOutcome.Completed done -> done.output();
      case StepOutcome.Failed failed ->
          throw new StepException(failed.failure().code(), failed.failure().message());
      case StepOutcome.Waiting byHand when byHand.on() instanceof Wait.Person ->
          throw new StepException(FailureCode.REJECTED, byPerson);
      case StepOutcome.Elsewhere elsewhere ->
          throw new IllegalStateException("every worker of this queue can do it");
      case StepOutcome.Waiting held ->
          throw new ToolHeldException("It is held back.", left(held.on()));
    };
  }

  private static Duration left(Wait on) {
    return on instanceof Wait.Slot slot
        ? Duration.between(Instant.now(), slot.at())
        : Duration.ofMinutes(1);
  }
}
