package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A run of a system flow as its workflow knows it.
 *
 * @param items what has become of its nodes
 * @param steps how many steps it has recorded; later ones are of a task that was lost
 * @param resumeState what a retry takes over, or null
 */
public record ProjectedRun(
    UUID id,
    String status,
    String name,
    @Nullable String startedBy,
    @Nullable JsonNode trigger,
    String triggerKind,
    UUID flowId,
    int flowVersion,
    String planHash,
    @Nullable UUID entityId,
    @Nullable String uxNodeId,
    @Nullable Integer visit,
    String isolation,
    @Nullable UUID retryOf,
    JsonNode nodeStates,
    Items items,
    @Nullable JsonNode resumeState,
    @Nullable JsonNode result,
    JsonNode errors,
    int steps,
    String temporalWorkflowId,
    String temporalRunId,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  /**
   * Counts of nodes.
   *
   * @param total those of the plan
   * @param processed those that nothing more happens to: the sum of the other three
   * @param skipped with those that were cancelled, and those that an ended run never came to
   */
  public record Items(int total, int processed, int success, int skipped, int error) {

    /** Of a run that counts something else, which stays as it is. */
    public static final Items NONE = new Items(0, 0, 0, 0, 0);
  }
}
