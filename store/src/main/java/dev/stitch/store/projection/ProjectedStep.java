package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One step of a run.
 *
 * @param id stable for run and index, so that a step flushed again keeps it
 * @param durationMs null while it is open
 */
public record ProjectedStep(
    UUID id,
    UUID runId,
    int index,
    String nodeId,
    String type,
    String status,
    @Nullable UUID contactId,
    @Nullable JsonNode output,
    @Nullable JsonNode error,
    int attempt,
    Instant startedAt,
    @Nullable Long durationMs) {

  /** The id of a run's step, by its index: the same step written again keeps it. */
  public static UUID id(UUID runId, int index) {
    long random =
        UUID.nameUUIDFromBytes((runId + "/" + index).getBytes(StandardCharsets.UTF_8))
            .getLeastSignificantBits();
    return new UUID(runId.getMostSignificantBits(), random);
  }
}
