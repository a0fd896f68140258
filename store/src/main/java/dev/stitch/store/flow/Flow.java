package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A flow with its draft.
 *
 * @param draft the graph that is being edited; may be invalid
 * @param inputSchema JSON Schema of the input of the draft, null when any is taken
 * @param draftRevision rises with every change of name, draft or schema
 * @param latestVersion the version that was published last, null before the first
 * @param paused whether new journeys wait
 */
public record Flow(
    UUID id,
    FlowKind kind,
    String name,
    JsonNode draft,
    @Nullable JsonNode inputSchema,
    long draftRevision,
    @Nullable Integer latestVersion,
    boolean paused,
    Instant createdAt,
    Instant updatedAt) {

  static Flow of(Row row) throws SQLException {
    return new Flow(
        row.uuid("id"),
        row.choice("kind", FlowKind.class),
        row.text("name"),
        row.json("draft"),
        row.json("input_schema"),
        row.longNumber("draft_revision"),
        row.numberOrNull("latest_version"),
        row.flag("paused"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
