package dev.stitch.store.connection;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * A secret to store.
 *
 * @param expiresAt when it ends by itself; null when it does not, or nobody has said when
 */
public record Credentials(String secret, @Nullable Instant expiresAt) {

  /** Without the secret, for whatever log it may get into. */
  @Override
  public String toString() {
    return "Credentials[until " + expiresAt + "]";
  }
}
