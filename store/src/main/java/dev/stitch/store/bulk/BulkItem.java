package dev.stitch.store.bulk;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * One of those that an operation acts on.
 *
 * @param name what people know it by, or null when it has no name or is gone
 * @param reason why it was refused, else null
 */
public record BulkItem(UUID id, @Nullable String name, State state, @Nullable String reason) {

  /** What has become of it; the last three are final. */
  public enum State {
    PENDING,
    DONE,
    REFUSED,
    CANCELLED
  }
}
