package dev.stitch.store.access;

import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A key as everybody may know it who may list keys; the key itself is not kept.
 *
 * @param prefix how it begins
 * @param createdBy who made it
 * @param lastUsedAt to the minute; null when it never was
 * @param revokedAt since when it is of no use; null while it is
 */
public record ApiKey(
    UUID id,
    String name,
    Role role,
    String prefix,
    String createdBy,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  private static final String ACTOR_PREFIX = "key:";

  /** SQL for {@link #actor} of a row {@code k}. */
  static final String ACTOR = "'" + ACTOR_PREFIX + "' || k.name";

  /** At most 64 characters, since it is the actor in journey events. */
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

  /** What a name may be, in words. */
  public static final String NAME_RULE =
      "must be 1 to 64 letters, digits, spaces, dots, dashes and underscores";

  /** Columns of {@link #of}. */
  static final String COLUMNS =
      "k.id, k.name, k.role, k.prefix, k.created_by, k.created_at, k.last_used_at, k.revoked_at";

  /** Whether a key may be called so. */
  public static boolean isName(@Nullable String name) {
    return name != null && NAME.matcher(name).matches();
  }

  /**
   * As journey events and the audit log name whoever holds the key. A person whom the identity
   * provider names is {@code user:NAME}: a key may bear the same name and is still told apart.
   */
  public String actor() {
    return ACTOR_PREFIX + name;
  }

  static ApiKey of(Row row) throws SQLException {
    return new ApiKey(
        row.uuid("id"),
        row.text("name"),
        row.choice("role", Role.class),
        row.text("prefix"),
        row.text("created_by"),
        row.instant("created_at"),
        row.instant("last_used_at"),
        row.instant("revoked_at"));
  }
}
