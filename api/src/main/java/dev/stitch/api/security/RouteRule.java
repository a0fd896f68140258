package dev.stitch.api.security;

import dev.stitch.store.access.Role;

/** Who may call a route. */
public sealed interface RouteRule {

  /** Callers of this role or a higher one. */
  record Needs(Role role) implements RouteRule {}

  /** Mail providers with their secret, and callers of this role or a higher one. */
  record InboundSecretOr(Role role) implements RouteRule {}

  /**
   * Everybody.
   *
   * @param because what protects it instead, or why nothing has to
   */
  record Anybody(String because) implements RouteRule {}

  /** Nobody: nothing says who may. */
  record Nobody() implements RouteRule {}
}
