package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * A run of a system flow as its workflow knows it.
 *
 * @param flow what runs
 * @param stage where in a journey it runs; without values for any other run
 * @param nodeStates of its plan's nodes, by id
 * @param resumeState what a retry takes over, or null
 */
public record ProjectedRun(
    UUID id,
    Origin origin,
    Flow flow,
    Stage stage,
    RunProgress progress,
    JsonNode nodeStates,
    @Nullable JsonNode resumeState,
    String temporalWorkflowId,
    String temporalRunId) {

  /** Why it runs. */
  public record Origin(
      String name,
      @Nullable String startedBy,
      @Nullable JsonNode trigger,
      String triggerKind,
      @Nullable UUID retryOf) {}

  /**
   * What runs.
   *
   * @param isolation {@code child} or {@code inline}
   */
  public record Flow(UUID id, int version, String planHash, String isolation) {}

  /** Where in a journey it runs. */
  public record Stage(
      @Nullable UUID entityId, @Nullable String uxNodeId, @Nullable Integer visit) {}
}
