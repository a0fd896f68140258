package dev.stitch.agent;

import dev.stitch.model.AgentApproval;
import java.util.Objects;

/**
 * What a run may use up, and what it must ask for.
 *
 * @param maxTurns most turns of the model
 * @param maxTokens most tokens that the model may write in all, thinking included
 * @param budgeted whether each turn is reserved from a budget before it is asked for
 */
public record AgentLimits(int maxTurns, long maxTokens, AgentApproval approval, boolean budgeted) {
  public AgentLimits {
    Objects.requireNonNull(approval, "approval");
    if (maxTurns < 1 || maxTokens < 1) {
      throw new IllegalArgumentException("an agent without a turn or a token does nothing");
    }
  }

  /** Whether a call that does something waits for a person. */
  public boolean requiresApproval(boolean outward) {
    return switch (approval) {
      case ALWAYS -> true;
      case OUTWARD -> outward;
      case NEVER -> false;
    };
  }
}
