package dev.stitch.api.schedule;

import dev.stitch.store.schedule.Overlap;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * Times that are to be made up for.
 *
 * @param from the first time that counts
 * @param to the last time that counts, not in the future
 * @param overlap how they go with each other, {@code buffer_all} unless given: one after the other
 * @param dryRun answers which times these are, and starts nothing
 */
record BackfillRequest(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Overlap overlap,
    @Nullable Boolean dryRun) {

  static final BackfillRequest EMPTY = new BackfillRequest(null, null, null, null);

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
