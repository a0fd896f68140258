package dev.stitch.store.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** One journey event: a fact about an entity that never changes. */
public record JourneyEventRow(
    UUID entityId,
    long seq,
    String type,
    @Nullable String fromNode,
    @Nullable String toNode,
    @Nullable UUID runId,
    String actor,
    JsonNode detail,
    Instant at) {

  static JourneyEventRow of(Row row) throws SQLException {
    return new JourneyEventRow(
        row.uuid("entity_id"),
        row.longNumber("seq"),
        row.text("type"),
        row.textOrNull("from_node"),
        row.textOrNull("to_node"),
        row.uuidOrNull("run_id"),
        row.text("actor"),
        row.json("detail"),
        row.instant("at"));
  }
}
