package dev.stitch.agent;

import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.port.AgentActivities.ToolCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tool call of the turn at hand.
 *
 * @param stage how far it is
 * @param step the index of its recorded step
 * @param startedAt when it was begun or asked about; null while it only waits for a resume
 */
public record OpenCall(ToolCall call, Stage stage, int step, @Nullable Instant startedAt) {

  /** How far a call is. */
  public enum Stage {
    /** It may be carried out as soon as the run is not paused. */
    READY,
    /** A person is asked. */
    ASKING,
    RUNNING,
    /** The model can be told what came of it. */
    ANSWERED
  }

  OpenCall at(Stage next, Instant now) {
    return new OpenCall(call, next, step, now);
  }

  boolean is(Stage other) {
    return stage == other;
  }

  /**
   * @param turn that the call is of
   */
  AgentCommand.CallTool begin(String nodeId, int turn) {
    return new AgentCommand.CallTool(nodeId, turn, call.position(), call.taskQueue());
  }

  boolean isQuestion() {
    return call.kind() == CallKind.QUESTION && call.acceptable();
  }
}
