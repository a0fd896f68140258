package dev.stitch.api.security;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.access.Role;
import dev.stitch.store.access.SignedIn;
import io.micronaut.http.HttpRequest;

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

  /**
   * Whom the gate let in with a request. Controllers take a {@code Caller} as their argument; of a
   * route whose body is no JSON its description would take that for a part of the body.
   *
   * @throws ApiProblem 401 when there is nobody
   */
  public static Caller of(HttpRequest<?> request) {
    return request
        .getAttribute(ATTRIBUTE, Caller.class)
        .orElseThrow(() -> ApiProblem.unauthorized("This needs a login."));
  }

  /** Whether a person is signed in, and no program comes with a key. */
  public boolean isPerson() {
    return actor.startsWith("user:");
  }

  /** Where the gate leaves it in a request. */
  static final String ATTRIBUTE = "stitch.caller";
}
