package dev.stitch.agent;

import dev.stitch.model.AgentRunner;
import dev.stitch.port.RunCaller;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run of an agent begins with. Its task, model, tools and script are in its row.
 *
 * @param message the number of the newest message of the session when it was accepted
 * @param workspace whether it works in a workspace, which its row describes
 * @param runner what carries its turns out; null in runs of earlier builds, for the SDK
 * @param caller whoever is told of its end; null for nobody
 * @param carried where it stood when it continued as new; null at its beginning
 */
public record AgentArguments(
    UUID runId,
    UUID sessionId,
    AgentLimits limits,
    int message,
    boolean workspace,
    @Nullable AgentRunner runner,
    @Nullable RunCaller caller,
    @Nullable AgentState carried) {
  public AgentArguments {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(sessionId, "sessionId");
    Objects.requireNonNull(limits, "limits");
  }

  /** Of a run that begins; whoever calls it is written in when its start is at hand. */
  public static AgentArguments of(
      UUID runId,
      UUID sessionId,
      AgentLimits limits,
      int message,
      boolean workspace,
      AgentRunner runner) {
    return new AgentArguments(runId, sessionId, limits, message, workspace, runner, null, null);
  }

  AgentArguments carrying(AgentState state) {
    return new AgentArguments(runId, sessionId, limits, message, workspace, runner, caller, state);
  }

  /** Whether a program works on the task by itself, rather than activities of ours. */
  boolean hasHarness() {
    return runner == AgentRunner.CLAUDE_CODE;
  }
}
