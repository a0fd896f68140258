package dev.stitch.agent;

import dev.stitch.machine.PauseOwner;
import dev.stitch.machine.RunAct;
import dev.stitch.model.StepFailure;
import dev.stitch.port.AgentActivities.CompactionResult;
import dev.stitch.port.AgentActivities.TurnResult;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happens to a run of an agent. */
public sealed interface AgentInput {

  /** When, on the workflow's clock. */
  Instant at();

  /**
   * It begins.
   *
   * @param message the number of the newest message of its session
   * @param workspace whether it works in a workspace
   */
  record Begun(Instant at, int message, boolean workspace) implements AgentInput {}

  /**
   * Its workspace is ready, or will not be.
   *
   * @param failure why it will not; null when it is
   */
  record WorkspacePrepared(Instant at, @Nullable StepFailure failure, int attempt)
      implements AgentInput {}

  record ModelAnswered(Instant at, int turn, TurnResult result) implements AgentInput {}

  /** The model has given no answer and will give none. */
  record ModelFailed(Instant at, int turn, StepFailure failure, int attempt)
      implements AgentInput {}

  /** The conversation was made shorter before a turn. */
  record Compacted(Instant at, int turn, CompactionResult result) implements AgentInput {}

  /** It was not, and will not be. */
  record CompactionFailed(Instant at, int turn, StepFailure failure, int attempt)
      implements AgentInput {}

  /**
   * @param failed whether the model is told of a failure
   */
  record ToolEnded(Instant at, String nodeId, boolean failed, int attempt) implements AgentInput {}

  /** Somebody wrote to the session. */
  record MessageArrived(Instant at, int message) implements AgentInput {}

  /**
   * Whether the budget has room for the next turn, under the first rules.
   *
   * @param refusal why it has not, or null
   */
  record BudgetAnswered(Instant at, int turn, @Nullable String refusal) implements AgentInput {}

  /** There may be money now that there was not. */
  record BudgetChanged(Instant at) implements AgentInput {}

  /** The run that called it is paused by somebody. */
  record Paused(Instant at, PauseOwner owner) implements AgentInput {
    public Paused {
      Objects.requireNonNull(owner, "owner");
    }
  }

  /** That pause is over. */
  record Resumed(Instant at, PauseOwner owner) implements AgentInput {
    public Resumed {
      Objects.requireNonNull(owner, "owner");
    }
  }

  /** Pauses, resumes, cancels, approves, refuses, answers. */
  record Acted(Instant at, RunAct act) implements AgentInput {}

  /** Temporal's own cancellation. */
  record CancelRequested(Instant at) implements AgentInput {}
}
