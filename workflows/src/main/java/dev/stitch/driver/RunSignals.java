package dev.stitch.driver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.ResumeMode;
import dev.stitch.machine.TimerMode;
import dev.stitch.model.StepFailure;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run is told; each is idempotent by itself or by its id. */
public final class RunSignals {

  private RunSignals() {}

  public record Pause(PauseOwner owner, TimerMode timers) {}

  public record Resume(PauseOwner owner, ResumeMode mode) {}

  /** Past a waiting or running step; null for the waiting one. */
  public record Skip(@Nullable String nodeId, String actor) {}

  public record TaskAnswer(
      UUID taskId, @Nullable String choice, @Nullable JsonNode answer, String actor) {}

  /**
   * An outside worker's answer.
   *
   * @param execution the execution of the node that asked
   * @param failure why the work failed, or null when it completed
   */
  public record Callback(
      UUID runId, String nodeId, int execution, JsonNode output, @Nullable StepFailure failure) {}

  /**
   * What a step has called came to its end.
   *
   * @param failure why it failed, or null when it completed
   * @param metadata its changes to the entity's metadata by dotted path, or null
   */
  public record CallEnded(
      UUID callId, JsonNode output, @Nullable StepFailure failure, @Nullable JsonNode metadata) {}

  public record Adopt(String journeyWorkflowId) {
    public Adopt {
      Objects.requireNonNull(journeyWorkflowId, "journeyWorkflowId");
    }
  }
}
