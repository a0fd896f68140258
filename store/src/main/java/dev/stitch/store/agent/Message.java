package dev.stitch.store.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A message of a session.
 *
 * @param seq its number in the session, from 1
 * @param content blocks as the provider spells them
 * @param runId the run that it belongs to; null for what no run has seen yet
 */
public record Message(
    UUID id,
    int seq,
    MessageRole role,
    String author,
    JsonNode content,
    @Nullable UUID runId,
    Instant at) {

  static final String COLUMNS = "id, seq, role, author, content, run_id, at";

  static Message of(Row row) throws SQLException {
    return new Message(
        row.uuid("id"),
        row.number("seq"),
        row.choice("role", MessageRole.class),
        row.text("author"),
        row.json("content"),
        row.uuidOrNull("run_id"),
        row.instant("at"));
  }
}
