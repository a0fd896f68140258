package dev.stitch.agent;

import dev.stitch.machine.StepRecord;
import dev.stitch.machine.TaskChange;
import org.jspecify.annotations.Nullable;

/** What a run of an agent is to do. */
public sealed interface AgentCommand {

  /** Finds out whether the budget has room for a turn. */
  record ReserveBudget(int turn, long maxTokens) implements AgentCommand {}

  /**
   * @param maxTokens most tokens that may still be written
   * @param compacts whether the conversation may be made shorter first, if it is too long
   */
  record AskModel(int turn, long maxTokens, boolean compacts) implements AgentCommand {}

  /**
   * Makes the conversation shorter before a turn.
   *
   * @param maxTokens most tokens that may still be written
   */
  record Compact(int turn, long maxTokens) implements AgentCommand {}

  /** Has the run's workspace be ready. */
  record PrepareWorkspace() implements AgentCommand {}

  /**
   * @param taskQueue of the host of the workspace that the tool works in; null where it needs none
   */
  record CallTool(String nodeId, int turn, int position, @Nullable String taskQueue)
      implements AgentCommand {}

  /** Ends what is under way; an act outside that has begun is settled by its ledger. */
  record StopWork() implements AgentCommand {}

  record RecordStep(StepRecord step) implements AgentCommand {}

  record ChangeTask(TaskChange change) implements AgentCommand {}
}
