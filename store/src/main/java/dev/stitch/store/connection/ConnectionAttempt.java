package dev.stitch.store.connection;

import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/**
 * Somebody who was sent to a platform to let Stitch in.
 *
 * @param name what the connection will be called
 * @param connectionId the connection that gets the new tokens; null for a new one
 * @param codeVerifier what proves that the code is redeemed by whom it was asked for (RFC 7636)
 * @param redirectUri where the platform sends them back to, which it wants to hear again
 * @param returnTo the page of the console to go on at
 * @param actor who began it
 */
@MappedEntity("connection_attempts")
public record ConnectionAttempt(
    @WordColumn Toolkit toolkit,
    String name,
    @Nullable UUID connectionId,
    String codeVerifier,
    String redirectUri,
    String returnTo,
    String actor) {

  /** Without what is secret, for whatever log it may get into. */
  @Override
  public String toString() {
    return "ConnectionAttempt[" + toolkit + ", " + name + "]";
  }
}
