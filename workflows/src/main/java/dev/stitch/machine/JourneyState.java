package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * Everything a journey knows.
 *
 * @param closed the final status, or null while it lives
 * @param nodeId the UX node it stands at; null only before it began
 * @param visits how often each UX node was entered
 * @param phase what it does at this node
 * @param checks how many {@code exitWhen}/{@code goal} checks are under way
 * @param deadline when the stay at this node has lasted too long, or null
 * @param frozen what was left until the deadline when a pause froze it, or null
 * @param slots the mapped flows of this stage by run id, in order of position
 * @param seen ids of events and acts, with what was answered
 * @param nextSeq the next journey event's number
 */
public record JourneyState(
    UUID entityId,
    UUID contactId,
    UUID flowId,
    PlanVersion plan,
    Instant startedAt,
    EntityStatus closed,
    String nodeId,
    Instant enteredAt,
    Map<String, Integer> visits,
    Phase phase,
    int checks,
    Instant deadline,
    Duration frozen,
    SequencedMap<UUID, PathSlot> slots,
    SequencedMap<UUID, OpenTask> tasks,
    JsonNode metadata,
    Pauses pauses,
    SequencedMap<String, Seen> seen,
    long nextSeq) {

  /** What a journey does at its present node. */
  public enum Phase {
    /** Not begun. */
    NEW,
    /** Asks which flows are mapped here. */
    RESOLVING,
    /** Runs them, or stays until something moves it. */
    WORKING,
    /** Waits for a person to let it leave. */
    APPROVAL,
    /** Asks which UX edge is taken. */
    CHOOSING,
    /** Nothing leads on; a person decides. */
    STUCK,
    ENDED
  }

  /**
   * An id that was seen.
   *
   * @param refusal why it was refused, or null when it was applied
   */
  public record Seen(Instant at, Refusal refusal) {}

  int visit() {
    return visits.getOrDefault(nodeId, 0);
  }
}
