package dev.stitch.store.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Stored credentials, without their secret.
 *
 * @param name unique within its toolkit; graphs may name it instead of its id
 * @param config what is no secret
 * @param hasSecret whether there is one
 * @param lastTest how the last test came out; null before the first
 */
public record Connection(
    UUID id,
    Toolkit toolkit,
    String name,
    ObjectNode config,
    boolean hasSecret,
    @Nullable TestResult lastTest,
    @Nullable Instant createdAt,
    @Nullable Instant updatedAt) {

  /**
   * How a test came out.
   *
   * @param ok whether the other side took the credentials
   * @param message what it said; never holds the secret
   */
  public record TestResult(boolean ok, String message, Instant at) {}
}
