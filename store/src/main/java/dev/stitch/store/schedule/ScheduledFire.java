package dev.stitch.store.schedule;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What became of one time at which a schedule was due. Table {@code scheduled_fires}.
 *
 * @param fireTime the time by the schedule, without jitter; whole seconds
 * @param reason why it was refused, null when it was accepted
 * @param status of what it started, as lists of runs and of bulk operations spell it; null when it
 *     was refused, or what it started is gone
 * @param at when it was accepted or refused
 * @param endedAt when what it started ended
 */
public record ScheduledFire(
    Instant fireTime,
    Outcome outcome,
    @Nullable String reason,
    @Nullable UUID runId,
    @Nullable UUID bulkOperationId,
    @Nullable String status,
    Instant at,
    @Nullable Instant endedAt) {

  /** Of runs and of bulk operations. */
  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "killed");

  /** Whether what it started has ended, or is gone. */
  public boolean hasEnded() {
    return status == null || FINAL.contains(status);
  }

  /** Whether there was a run. */
  public enum Outcome {
    ACCEPTED,
    REFUSED
  }
}
