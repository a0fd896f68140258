package dev.stitch.store.access;

/**
 * Whom a session stands for.
 *
 * @param actor as journey events and the audit log name people, e.g. {@code user:ada}
 * @param role what they may do
 */
public record SignedIn(String actor, Role role) {

  /** The one that a key stands for. */
  public static SignedIn by(ApiKey key) {
    return new SignedIn("user:" + key.name(), key.role());
  }
}
