package dev.stitch.store.access;

import io.micronaut.data.annotation.MappedEntity;

/**
 * Somebody who was sent to the identity provider.
 *
 * @param nonce what the provider's word must repeat
 * @param codeVerifier what proves that the code is redeemed by whom it was asked for (RFC 7636)
 * @param returnTo the page of the console to go on at
 */
@MappedEntity("login_attempts")
public record LoginAttempt(String nonce, String codeVerifier, String returnTo) {

  /** Without what is secret, for whatever log it may get into. */
  @Override
  public String toString() {
    return "LoginAttempt[" + returnTo + "]";
  }
}
