package dev.stitch.store.flow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A published version; never changes.
 *
 * @param version from 1, without gaps
 * @param hash SHA-256 of the graph's canonical JSON, by which workers find the plan
 */
public record FlowVersion(
    UUID flowId,
    int version,
    String hash,
    JsonNode graph,
    @Nullable JsonNode inputSchema,
    @Nullable String notes,
    Instant publishedAt) {

  static FlowVersion of(Row row) throws SQLException {
    return new FlowVersion(
        row.uuid("flow_id"),
        row.number("version"),
        row.text("hash"),
        row.json("graph"),
        row.json("input_schema"),
        row.textOrNull("notes"),
        row.instant("published_at"));
  }
}
