package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A human task, opened or closed.
 *
 * @param state {@code open, answered, expired, cancelled}
 * @param question null when the task only closes
 */
public record ProjectedTask(
    UUID id,
    @Nullable UUID entityId,
    @Nullable UUID runId,
    String state,
    @Nullable Question question,
    @Nullable String choice,
    @Nullable JsonNode answer,
    @Nullable String decidedBy,
    Instant at) {

  /** What is asked. */
  public record Question(
      String kind,
      @Nullable String nodeId,
      String title,
      @Nullable String description,
      @Nullable JsonNode form,
      JsonNode choices,
      @Nullable String assignee,
      @Nullable Instant dueAt) {}
}
