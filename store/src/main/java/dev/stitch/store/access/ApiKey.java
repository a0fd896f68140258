package dev.stitch.store.access;

import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
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
@MappedEntity("api_keys")
public record ApiKey(
    @Id UUID id,
    String name,
    @WordColumn Role role,
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
}
