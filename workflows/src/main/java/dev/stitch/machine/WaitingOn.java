package dev.stitch.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that holds an entity.
 *
 * @param kind {@code timer, event, person, callback}; {@code run} for another run; {@code gate}
 *     when mail is held back; {@code move} when the stage stays until it is moved on; {@code
 *     resume} when it is paused
 * @param nodeId the step node, or the UX node when the stage itself waits
 * @param runId the run whose step waits, or null when the stage itself does
 * @param until when it ends by itself, or null; of a gate, the earliest time at which it opens
 * @param detail in words: the event's name, the task's title, the limit
 * @param reason of a gate, the word of a {@link dev.stitch.model.GateReason} or, of a run that
 *     works off many items, of a {@link dev.stitch.port.BatchActivities.Hold.Reason}; null for all
 *     else, and where an earlier build recorded the wait
 */
public record WaitingOn(
    String kind,
    @Nullable String nodeId,
    @Nullable UUID runId,
    @Nullable Instant until,
    @Nullable String detail,
    @Nullable String reason) {

  static final String PERSON = "person";
  static final String RESUME = "resume";
  static final String EVENT = "event";
  static final String GATE = "gate";

  /** What earlier builds called a gate; histories and states hold it. */
  private static final String TURN = "turn";

  @JsonCreator
  public WaitingOn {
    kind = TURN.equals(kind) ? GATE : kind;
  }

  /** Anything that is no gate. */
  WaitingOn(
      String kind,
      @Nullable String nodeId,
      @Nullable UUID runId,
      @Nullable Instant until,
      @Nullable String detail) {
    this(kind, nodeId, runId, until, detail, null);
  }

  static WaitingOn gate(String nodeId, UUID runId, @Nullable Instant earliest, Wait.Slot slot) {
    String reason = slot.reason() == null ? null : slot.reason().word();
    return new WaitingOn(GATE, nodeId, runId, earliest, slot.limit(), reason);
  }

  /** A run that is paused. */
  public static WaitingOn resume(UUID runId) {
    return new WaitingOn(RESUME, null, runId, null, "the run is paused");
  }

  /** A run that cannot go on now. */
  public static WaitingOn hold(UUID runId, Instant until, String detail, String reason) {
    return new WaitingOn(GATE, null, runId, until, detail, reason);
  }

  /** Whether this event may end it. */
  boolean isFor(ExternalEvent event) {
    return EVENT.equals(kind) && event.name().equals(detail);
  }
}
