package dev.stitch.store.access;

/**
 * Whom a session stands for.
 *
 * @param actor as journey events and the audit log name people, {@code user:ada} for a person whom
 *     the identity provider names, {@code key:ada} for a key of that name
 * @param role what they may do
 */
public record SignedIn(String actor, Role role) {

  /** The one that a key stands for. */
  public static SignedIn by(ApiKey key) {
    return new SignedIn(key.actor(), key.role());
  }
}
