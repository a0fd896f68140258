package dev.stitch.agent;

import dev.stitch.agent.AgentState.Compaction;
import dev.stitch.agent.AgentState.Progress;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.StepRecord;
import dev.stitch.model.StepFailure;
import dev.stitch.port.AgentActivities.CallKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Has it recorded how far each step of a run is, by type and place; the last word counts. */
final class AgentSteps {

  private final Instant now;
  private final List<AgentCommand> commands;

  /**
   * @param commands that the records are added to
   */
  AgentSteps(Instant now, List<AgentCommand> commands) {
    this.now = now;
    this.commands = commands;
  }

  void workspace(
      Progress progress,
      @Nullable Instant since,
      NodeStatus status,
      @Nullable StepFailure failure,
      int attempt) {
    record(
        progress.step(),
        AgentContract.WORKSPACE,
        AgentContract.WORKSPACE,
        status,
        failure,
        attempt,
        since,
        ending(status));
  }

  void turn(Progress progress, NodeStatus status, @Nullable StepFailure failure, int attempt) {
    record(
        progress.step(),
        AgentContract.turnNode(progress.turn()),
        "thinking",
        status,
        failure,
        attempt,
        progress.askedAt(),
        ending(status));
  }

  void compaction(
      Progress progress, NodeStatus status, @Nullable StepFailure failure, int attempt) {
    Compaction compaction = Objects.requireNonNull(progress.compaction());
    record(
        compaction.step(),
        AgentContract.compactionNode(progress.turn()),
        AgentContract.COMPACTION,
        status,
        failure,
        attempt,
        compaction.begunAt(),
        ending(status));
  }

  void call(
      String nodeId, OpenCall call, NodeStatus status, @Nullable Instant endedAt, int attempt) {
    record(call.step(), nodeId, "tool_call", status, null, attempt, call.startedAt(), endedAt);
  }

  /** What came of a call is a step of its own. */
  void result(int index, String nodeId, CallKind kind) {
    String type =
        switch (kind) {
          case TOOL, QUESTION -> "tool_result";
          case DECISION -> "decision";
          case ENGAGEMENT -> "engagement_action";
        };
    record(index, nodeId, type, NodeStatus.COMPLETED, null, 1, now, now);
  }

  private @Nullable Instant ending(NodeStatus status) {
    return status.isSettled() ? now : null;
  }

  private void record(
      int index,
      String nodeId,
      String type,
      NodeStatus status,
      @Nullable StepFailure failure,
      int attempt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {
    commands.add(
        new AgentCommand.RecordStep(
            new StepRecord(
                index, nodeId, type, status, null, failure, attempt, startedAt, endedAt)));
  }
}
