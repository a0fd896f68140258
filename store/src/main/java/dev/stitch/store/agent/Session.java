package dev.stitch.store.agent;

import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A session as one of its readers sees it.
 *
 * @param lastMessage the words of the newest message that has any, cut short; null without one
 * @param unreadCount messages of others that the reader has not read
 * @param runs how many runs it has had
 * @param costUsd of all of them, in US dollars
 * @param forkedFrom the session that it continues a copy of, or null
 */
public record Session(
    UUID id,
    String name,
    SessionStatus status,
    @Nullable String lastMessage,
    long messageCount,
    long unreadCount,
    long runs,
    BigDecimal costUsd,
    @Nullable UUID forkedFrom,
    Instant createdAt,
    Instant updatedAt) {

  static Session of(Row row) throws SQLException {
    return new Session(
        row.uuid("id"),
        row.text("name"),
        row.choice("status", SessionStatus.class),
        row.textOrNull("last_message"),
        row.longNumber("message_count"),
        row.longNumber("unread_count"),
        row.longNumber("runs"),
        row.amount("cost_usd"),
        row.uuidOrNull("forked_from"),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
