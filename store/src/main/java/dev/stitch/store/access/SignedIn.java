package dev.stitch.store.access;

import dev.stitch.store.WordColumn;
import io.micronaut.data.annotation.MappedEntity;

/**
 * Whom a session stands for.
 *
 * @param actor as journey events and the audit log name people, {@code user:ada} for a person whom
 *     the identity provider names, {@code key:ada} for a key of that name
 * @param role what they may do
 */
@MappedEntity("login_sessions")
public record SignedIn(String actor, @WordColumn Role role) {

  /** The one that a key stands for. */
  public static SignedIn by(ApiKey key) {
    return new SignedIn(key.actor(), key.role());
  }
}
