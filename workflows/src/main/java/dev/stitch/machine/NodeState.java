package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepFailure;
import dev.stitch.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one step node of a path is.
 *
 * @param execution number of this execution in the retry chain; part of the effect key
 * @param attempt attempts of this execution so far
 * @param stepIndex index of its recorded step, or null when it never began
 * @param passage which of its outgoing edges are taken, or null while unsettled
 * @param output what later steps see, or null
 * @param waiting what it waits for, or null
 * @param frozen what was left of the wait when a pause froze it, or null
 */
public record NodeState(
    NodeStatus status,
    int execution,
    int attempt,
    @Nullable Integer stepIndex,
    @Nullable Passage passage,
    @Nullable JsonNode output,
    @Nullable StepFailure failure,
    @Nullable Wait waiting,
    @Nullable Duration frozen,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  static NodeState running(int execution, int stepIndex, Instant now) {
    return new NodeState(
        NodeStatus.RUNNING, execution, 1, stepIndex, null, null, null, null, null, now, null);
  }

  NodeState runningAgain() {
    return new NodeState(
        NodeStatus.RUNNING,
        execution,
        attempt,
        stepIndex,
        null,
        null,
        null,
        null,
        null,
        startedAt,
        null);
  }

  /**
   * A step that a run has come past without it, since the graph that it walked before has none.
   *
   * @param branch the way on, or null for the ordinary one
   */
  public static NodeState comePast(int execution, @Nullable String branch) {
    return new NodeState(
        NodeStatus.SKIPPED,
        execution,
        0,
        null,
        Passage.of(branch),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static NodeState skippedByBranch(int execution) {
    return new NodeState(
        NodeStatus.SKIPPED, execution, 0, null, Passage.NONE, null, null, null, null, null, null);
  }

  NodeState completed(Passage taken, @Nullable JsonNode result, int attempts, Instant now) {
    return new NodeState(
        NodeStatus.COMPLETED,
        execution,
        attempts,
        stepIndex,
        taken,
        result,
        null,
        null,
        null,
        startedAt,
        now);
  }

  NodeState failed(Passage taken, StepFailure why, int attempts, Instant now) {
    return new NodeState(
        NodeStatus.FAILED,
        execution,
        attempts,
        stepIndex,
        taken,
        null,
        why,
        null,
        null,
        startedAt,
        now);
  }

  NodeState closed(NodeStatus as, Passage taken, Instant now) {
    return new NodeState(
        as, execution, attempt, stepIndex, taken, output, failure, null, null, startedAt, now);
  }

  NodeState waiting(Wait on, int attempts) {
    return new NodeState(
        NodeStatus.WAITING,
        execution,
        attempts,
        stepIndex,
        null,
        null,
        null,
        on,
        null,
        startedAt,
        null);
  }

  NodeState withFrozen(Duration left) {
    return new NodeState(
        status,
        execution,
        attempt,
        stepIndex,
        passage,
        output,
        failure,
        waiting,
        left,
        startedAt,
        completedAt);
  }

  NodeState withOutput(JsonNode other) {
    return new NodeState(
        status,
        execution,
        attempt,
        stepIndex,
        passage,
        other,
        failure,
        waiting,
        frozen,
        startedAt,
        completedAt);
  }

  NodeState withWait(Wait on) {
    return new NodeState(
        status,
        execution,
        attempt,
        stepIndex,
        passage,
        output,
        failure,
        on,
        null,
        startedAt,
        completedAt);
  }

  /** What a node that is {@code WAITING} waits for. */
  Wait awaited() {
    return Objects.requireNonNull(waiting, "the node waits for nothing");
  }

  /** Settled, and something after it may run: a retry from the failed step keeps it. */
  boolean passed() {
    return passage != null && passage.open();
  }

  boolean is(NodeStatus other) {
    return status == other;
  }
}
