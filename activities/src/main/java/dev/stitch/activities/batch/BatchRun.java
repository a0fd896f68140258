package dev.stitch.activities.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * The run that a slice belongs to.
 *
 * @param config what it was asked for, by the words of its route
 * @param startedBy who asked, or null
 * @param platformAccountId the connection that it works for, or null
 */
public record BatchRun(
    UUID id,
    String work,
    JsonNode config,
    @Nullable String startedBy,
    @Nullable UUID platformAccountId,
    Instant startedAt) {

  static BatchRun of(RunRow row, String work) {
    Instant startedAt = row.times().startedAt();
    return new BatchRun(
        row.id(),
        work,
        row.config(),
        row.origin().startedBy(),
        row.owners().platformAccountId(),
        startedAt == null ? row.times().createdAt() : startedAt);
  }
}
