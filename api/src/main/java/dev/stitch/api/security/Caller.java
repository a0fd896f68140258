package dev.stitch.api.security;

import dev.stitch.store.access.Role;
import dev.stitch.store.access.SignedIn;

/**
 * Who sends a request.
 *
 * @param actor as journey events and the audit log name people, see {@link SignedIn}; {@code
 *     user:local} where no login is needed
 * @param role what they may do
 */
public record Caller(String actor, Role role) {

  /** Whoever sits at this machine. */
  public static final Caller LOCAL = new Caller("user:local", Role.ADMIN);

  /** Whom a session or a key stands for. */
  static Caller of(SignedIn signedIn) {
    return new Caller(signedIn.actor(), signedIn.role());
  }

  /** Where the gate leaves it in a request. */
  static final String ATTRIBUTE = "stitch.caller";
}
