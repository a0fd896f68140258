package dev.stitch.api.entity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.run.RunView;
import dev.stitch.model.EntityStatus;
import dev.stitch.store.journey.EntityRow;
import dev.stitch.store.journey.EntitySource;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An entity as clients see it.
 *
 * @param waitingOn what holds it; empty while something runs, and once it has ended
 * @param problem what keeps it from going on although it waits for nothing; null when all is well
 * @param runs its newest runs; only where a single entity is answered
 */
public record EntityView(
    UUID id,
    UUID flowId,
    int flowVersion,
    UUID contactId,
    EntityRow.Contact contact,
    @Nullable String currentNodeId,
    EntityStatus status,
    List<EntityRow.Waiting> waitingOn,
    JsonNode metadata,
    EntitySource source,
    @Nullable UUID bulkOperationId,
    @Nullable Instant enteredNodeAt,
    String workflowId,
    String temporalUrl,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant endedAt,
    @Nullable EntityRow.Problem problem,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RunView> runs) {

  static EntityView of(EntityRow row, String temporalUrl, @Nullable List<RunView> runs) {
    return new EntityView(
        row.id(),
        row.flowId(),
        row.flowVersion(),
        row.contact().id(),
        row.contact(),
        row.currentNodeId(),
        row.status(),
        row.waitingOn(),
        row.metadata(),
        row.source(),
        row.bulkOperationId(),
        row.times().enteredNodeAt(),
        row.workflowId(),
        temporalUrl,
        row.times().createdAt(),
        row.times().updatedAt(),
        row.times().endedAt(),
        row.problem(),
        runs);
  }
}
