package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * A run that is accepted and not yet started.
 *
 * @param flow what runs; null for a run of no flow
 * @param entityId the entity that it belongs to, or null
 * @param config what it was asked for, by the words of its route
 * @param retryOf the run that it retries, or null
 * @param parentRunId the run that called it, or null
 */
public record NewRun(
    UUID id,
    WorkflowType type,
    Origin origin,
    @Nullable Flow flow,
    @Nullable UUID entityId,
    @Nullable String uxNodeId,
    JsonNode config,
    @Nullable UUID retryOf,
    @Nullable UUID parentRunId) {

  /** Why it runs. */
  public record Origin(
      String name, @Nullable String startedBy, JsonNode trigger, TriggerKind triggerKind) {}

  /**
   * What runs.
   *
   * @param version null when a draft runs
   */
  public record Flow(UUID id, @Nullable Integer version, String planHash) {}
}
