package dev.stitch.store.stream;

import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One event of the stream.
 *
 * @param payload JSON text: it goes out as it is
 */
public record StreamRow(
    StreamPosition position,
    @Nullable UUID entityId,
    @Nullable UUID runId,
    String event,
    String payload) {

  static StreamRow of(Row row) throws SQLException {
    return new StreamRow(
        new StreamPosition(row.longNumber("transaction"), row.longNumber("id")),
        row.uuidOrNull("entity_id"),
        row.uuidOrNull("run_id"),
        row.text("event"),
        row.text("payload"));
  }
}
