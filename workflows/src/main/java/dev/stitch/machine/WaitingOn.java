package dev.stitch.machine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that holds an entity.
 *
 * @param kind {@code timer, event, person, callback}; {@code run} for another run; {@code turn}
 *     when a limit holds it; {@code move} when the stage stays until it is moved on; {@code resume}
 *     when it is paused
 * @param nodeId the step node, or the UX node when the stage itself waits
 * @param runId the run whose step waits, or null when the stage itself does
 * @param until when it ends by itself, or null
 * @param detail in words: the event's name, the task's title
 */
public record WaitingOn(
    String kind,
    @Nullable String nodeId,
    @Nullable UUID runId,
    @Nullable Instant until,
    @Nullable String detail) {

  static final String PERSON = "person";
  static final String RESUME = "resume";
  static final String EVENT = "event";

  /** Whether this event may end it. */
  boolean isFor(ExternalEvent event) {
    return EVENT.equals(kind) && event.name().equals(detail);
  }
}
