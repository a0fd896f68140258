package dev.stitch.store.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Stored credentials, without their secret.
 *
 * @param name unique within its toolkit; graphs may name it instead of its id
 * @param config what is no secret
 * @param hasSecret whether there is one
 * @param lastTest how the last test came out; null before the first
 * @param account who it is at the platform
 * @param health whether the platform still lets it in
 * @param capabilities what it can do there; empty for toolkits that are no platform
 */
public record Connection(
    UUID id,
    Toolkit toolkit,
    String name,
    ObjectNode config,
    boolean hasSecret,
    @Nullable TestResult lastTest,
    Account account,
    Health health,
    List<CapabilityStatus> capabilities,
    Instant createdAt,
    Instant updatedAt) {

  public Connection {
    capabilities = List.copyOf(capabilities);
  }

  /**
   * How a test came out.
   *
   * @param ok whether the other side took the credentials
   * @param message what it said; never holds the secret
   */
  public record TestResult(boolean ok, String message, Instant at) {}

  /**
   * Who the connection is at its platform.
   *
   * @param id the platform's id of it; null until the platform has said so
   * @param name what people call it: a user name, an address
   */
  public record Account(@Nullable String id, @Nullable String name) {}

  /** Whether a connection can be used. */
  public enum State {
    CONNECTED,
    /** Its grant is dead; a person has to connect it again. */
    NEEDS_RECONNECT
  }

  /**
   * Whether the platform still lets a connection in.
   *
   * @param reason why it does not, for a person; null when it does
   * @param since when that began
   * @param tokenExpiresAt when its access token ends, which is renewed by itself; null when it does
   *     not end, or nobody has said when
   */
  public record Health(
      State state, @Nullable String reason, Instant since, @Nullable Instant tokenExpiresAt) {}

  /**
   * Whether a connection can do something.
   *
   * @param reason why it cannot, as the platform said it; null when it can
   * @param since when the platform said so
   */
  public record CapabilityStatus(
      Capability capability, boolean available, @Nullable String reason, @Nullable Instant since) {}

  /** Whether the platform has not refused it for good. */
  public boolean can(Capability wanted) {
    return capabilities.stream()
        .anyMatch(status -> status.capability() == wanted && status.available());
  }
}
