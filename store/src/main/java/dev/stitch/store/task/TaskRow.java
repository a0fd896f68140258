package dev.stitch.store.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A question to a person.
 *
 * @param entityId the entity whose journey waits, or null when a direct run does
 * @param contactId whom a task about an absence is about, else null
 * @param mailbox what a task about a pause is about, else null
 * @param form JSON Schema of the answer, or null when there is none
 * @param choices an array of the names to choose from; empty when any answer will do
 */
@MappedEntity("human_tasks")
public record TaskRow(
    @Id UUID id,
    @Nullable UUID entityId,
    @Nullable UUID runId,
    @Nullable String nodeId,
    @Nullable UUID contactId,
    @Nullable String mailbox,
    String kind,
    String title,
    @Nullable String description,
    @Nullable @JsonbColumn JsonNode form,
    @JsonbColumn JsonNode choices,
    @Nullable String assignee,
    @Nullable Instant dueAt,
    @WordColumn TaskState state,
    @Nullable String choice,
    @Nullable @JsonbColumn JsonNode answer,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    Instant createdAt) {

  static final String COLUMNS =
      """
      id, entity_id, run_id, node_id, contact_id, mailbox, kind, title, description, form, choices, assignee, due_at,
      state, choice, answer, decided_by, decided_at, created_at
      """;
}
