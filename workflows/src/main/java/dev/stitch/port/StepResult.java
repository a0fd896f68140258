package dev.stitch.port;

import dev.stitch.step.StepOutcome;
import java.util.Objects;

/** What a remote step came to, and in which attempt. */
public record StepResult(StepOutcome outcome, int attempt) {
  public StepResult {
    Objects.requireNonNull(outcome, "outcome");
  }
}
