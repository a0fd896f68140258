package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.EntityStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything a journey knows.
 *
 * @param endedAt when it ended, or null while it lives
 * @param closed the final status, or null while it lives
 * @param nodeId the UX node it stands at; null only before it began
 * @param visits how often each UX node was entered
 * @param phase what it does at this node
 * @param released whether something lets the stage be left before its paths are done
 * @param checks how many {@code exitWhen}/{@code goal} checks are under way
 * @param deadline when the stay at this node has lasted too long, or null
 * @param frozen what was left until the deadline when a pause froze it, or null
 * @param slots the mapped flows of this stage by run id, in order of position
 * @param seen ids of what was done once and is not done again, with what was answered: acts by
 *     their own id, events, runs and tasks behind the name of their kind
 * @param nextSeq the next journey event's number
 * @param rules see {@link Rules}
 * @param events what arrived since the present node was entered and a path of it may still ask for,
 *     oldest first
 * @param guests direct runs of this entity that have begun and not ended, by run id
 */
public record JourneyState(
    UUID entityId,
    UUID contactId,
    UUID flowId,
    PlanVersion plan,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable EntityStatus closed,
    @Nullable String nodeId,
    @Nullable Instant enteredAt,
    Map<String, Integer> visits,
    Phase phase,
    int checks,
    boolean released,
    @Nullable Instant deadline,
    @Nullable Duration frozen,
    Map<UUID, PathSlot> slots,
    Map<UUID, OpenTask> tasks,
    JsonNode metadata,
    Pauses pauses,
    Map<String, Seen> seen,
    long nextSeq,
    int rules,
    List<ExternalEvent> events,
    Map<UUID, GuestRun> guests) {

  public JourneyState {
    visits = Collections.unmodifiableMap(new LinkedHashMap<>(visits));
    slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    seen = Collections.unmodifiableMap(new LinkedHashMap<>(seen));
    rules = rules == 0 ? Rules.FIRST : rules;
    events = events == null ? List.of() : List.copyOf(events);
    guests = guests == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(guests));
  }

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
    /** A flow mapped here was never published; a person decides. */
    UNPUBLISHED,
    /** Nothing leads on; a person decides. */
    STUCK,
    ENDED
  }

  /** A journey that has not begun. */
  public static JourneyState initial(
      int rules,
      UUID entityId,
      UUID contactId,
      UUID flowId,
      PlanVersion plan,
      @Nullable JsonNode metadata) {
    return new JourneyState(
        entityId,
        contactId,
        flowId,
        plan,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        Phase.NEW,
        0,
        false,
        null,
        null,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        metadata == null ? JsonNodeFactory.instance.objectNode() : metadata,
        Pauses.NONE,
        new LinkedHashMap<>(),
        0,
        rules,
        List.of(),
        Map.of());
  }

  /** The same journey, decided by newer rules from here on. */
  public JourneyState under(int newer) {
    if (newer <= rules) {
      return this;
    }
    Map<UUID, PathSlot> raised = new LinkedHashMap<>();
    slots.forEach(
        (runId, slot) ->
            raised.put(
                runId,
                slot.inline() == null ? slot : Slots.inline(slot, slot.inline().under(newer))));
    return new JourneyState(
        entityId, contactId, flowId, plan, startedAt, endedAt, closed, nodeId, enteredAt, visits,
        phase, checks, released, deadline, frozen, raised, tasks, metadata, pauses, seen, nextSeq,
        newer, events, guests);
  }

  /** How often the present node was entered. */
  public int visit() {
    return visits.getOrDefault(nodeId, 0);
  }

  /** Whether local work is about the present stay. */
  boolean here(String node, int visit) {
    return Objects.equals(nodeId, node) && visit() == visit;
  }
}
