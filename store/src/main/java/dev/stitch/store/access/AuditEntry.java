package dev.stitch.store.access;

import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing that somebody did, or was refused.
 *
 * @param actor who: {@code user:ada}, {@code key:ada}, {@code outside}
 * @param role what they could do; null for callers without one
 * @param action method and template of the route, e.g. {@code POST /api/entities/{id}/move}
 * @param subject the path, with its ids and without its query
 * @param status the HTTP status that was answered; null for what was done without HTTP
 */
public record AuditEntry(
    UUID id,
    String actor,
    @Nullable Role role,
    String action,
    @Nullable String subject,
    @Nullable Integer status,
    Instant at) {

  static AuditEntry of(Row row) throws SQLException {
    return new AuditEntry(
        row.uuid("id"),
        row.text("actor"),
        row.textOrNull("role") == null ? null : row.choice("role", Role.class),
        row.text("action"),
        row.textOrNull("subject"),
        row.numberOrNull("status"),
        row.instant("at"));
  }
}
