package dev.stitch.store.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A question to a person.
 *
 * @param entityId the entity whose journey waits, or null when a direct run does
 * @param form JSON Schema of the answer, or null when there is none
 * @param choices an array of the names to choose from; empty when any answer will do
 */
public record TaskRow(
    UUID id,
    @Nullable UUID entityId,
    @Nullable UUID runId,
    @Nullable String nodeId,
    String kind,
    String title,
    @Nullable String description,
    @Nullable JsonNode form,
    JsonNode choices,
    @Nullable String assignee,
    @Nullable Instant dueAt,
    TaskState state,
    @Nullable String choice,
    @Nullable JsonNode answer,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    Instant createdAt) {

  static final String COLUMNS =
      """
      id, entity_id, run_id, node_id, kind, title, description, form, choices, assignee, due_at,
      state, choice, answer, decided_by, decided_at, created_at
      """;

  static TaskRow of(Row row) throws SQLException {
    return new TaskRow(
        row.uuid("id"),
        row.uuidOrNull("entity_id"),
        row.uuidOrNull("run_id"),
        row.textOrNull("node_id"),
        row.text("kind"),
        row.text("title"),
        row.textOrNull("description"),
        row.json("form"),
        row.json("choices"),
        row.textOrNull("assignee"),
        row.instant("due_at"),
        row.choice("state", TaskState.class),
        row.textOrNull("choice"),
        row.json("answer"),
        row.textOrNull("decided_by"),
        row.instant("decided_at"),
        row.instant("created_at"));
  }
}
