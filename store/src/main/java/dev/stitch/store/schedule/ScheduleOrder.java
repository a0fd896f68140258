package dev.stitch.store.schedule;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Something a person wants of a schedule besides its times, of which Temporal is still to be told.
 * Table {@code schedule_orders}.
 *
 * @param past the times that are made up for, null to run now
 * @param requestedAt whole seconds; to run now is due at this time
 */
public record ScheduleOrder(
    UUID id,
    UUID scheduleId,
    @Nullable Span past,
    Overlap overlap,
    String requestedBy,
    Instant requestedAt) {

  /** From one time to another, both included. */
  public record Span(Instant from, Instant to) {}
}
