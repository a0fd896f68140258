package dev.stitch.activities.effect;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * What is to be done once.
 *
 * @param key the same over all retries of the act; it is also the provider's idempotency key
 * @param kind id of the step type
 * @param payloadHash SHA-256 of what is sent, 64 hex digits; kept for whoever investigates
 * @param runId the run that wants it, null for what no run does
 * @param remembered how long the provider recognises the key and then answers without acting again;
 *     zero when it does not
 */
public record Intent(
    String key, String kind, String payloadHash, @Nullable UUID runId, Duration remembered) {

  public Intent {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(payloadHash, "payloadHash");
    if (remembered.isNegative()) {
      throw new IllegalArgumentException("remembered is negative: " + remembered);
    }
  }

  /** Whether an attempt that ended in the middle may simply be made again. */
  public boolean repeatable() {
    return !remembered.isZero();
  }
}
