package dev.stitch.api.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.connection.Toolkit;
import io.micronaut.core.annotation.Nullable;

/**
 * Credentials to store.
 *
 * @param toolkit what they are for
 * @param name by which graphs and people know them; unique within the toolkit
 * @param config what is no secret, by the toolkit: {@code http} has scheme, username, header, hosts
 *     and testUrl; {@code smtp} has host, port, tls and username; {@code x} may have fieldNames;
 *     the others have none
 * @param secret token or password, or for platforms {"accessToken","refreshToken","expiresAt"} as
 *     JSON text; never answered
 */
record ConnectionRequest(
    @Nullable Toolkit toolkit,
    @Nullable String name,
    @Nullable ObjectNode config,
    @Nullable String secret) {

  /** Without the secret, for whatever log it may get into. */
  @Override
  public String toString() {
    return "ConnectionRequest[" + toolkit + ", " + name + "]";
  }
}
