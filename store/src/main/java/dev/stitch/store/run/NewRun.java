package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * A run that is accepted and not yet started.
 *
 * @param flow whose graph runs; null for a run of none
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

  /**
   * Why it runs.
   *
   * @param templateId the template that it is a run of, or null
   */
  public record Origin(
      String name,
      @Nullable String startedBy,
      JsonNode trigger,
      TriggerKind triggerKind,
      @Nullable UUID templateId) {}

  /**
   * What runs.
   *
   * @param id null when the graph is a template's
   * @param version null when a draft runs
   */
  public record Flow(@Nullable UUID id, @Nullable Integer version, String planHash) {}
}
