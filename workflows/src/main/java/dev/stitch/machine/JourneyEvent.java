package dev.stitch.machine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What happens to a journey. The first four are results of local work and travel in history. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JourneyEvent.StageResolved.class, name = "stageResolved"),
  @JsonSubTypes.Type(value = JourneyEvent.StageChecked.class, name = "stageChecked"),
  @JsonSubTypes.Type(value = JourneyEvent.EdgeChosen.class, name = "edgeChosen"),
  @JsonSubTypes.Type(value = JourneyEvent.InPath.class, name = "inPath")
})
public sealed interface JourneyEvent {

  Instant at();

  /** Which flows are mapped to the node, by position. */
  record StageResolved(Instant at, String nodeId, int visit, List<MappedFlow> flows)
      implements JourneyEvent {
    public StageResolved {
      flows = List.copyOf(flows);
    }
  }

  /** Whether the journey is to end, or the stage has reached its goal. */
  record StageChecked(Instant at, String nodeId, int visit, boolean exit, boolean goal)
      implements JourneyEvent {}

  /**
   * Which UX edge is taken.
   *
   * @param edgeId the edge, or null when none matches
   * @param explanation why none matches, or null
   */
  record EdgeChosen(Instant at, String nodeId, int visit, String edgeId, String explanation)
      implements JourneyEvent {}

  /** Something happened to a path that runs inside the journey. */
  record InPath(UUID runId, PathEvent happened) implements JourneyEvent {
    @Override
    public Instant at() {
      return happened.at();
    }
  }

  /**
   * @param startNodeId where to begin, or null for the spine's first node
   */
  record Began(Instant at, String startNodeId, String actor, String source, boolean paused)
      implements JourneyEvent {}

  /** A child path, or a direct run of this entity, has ended. */
  record PathEnded(Instant at, UUID runId, String uxNodeId, UUID systemFlowId, PathEnd end)
      implements JourneyEvent {}

  /** What a child path waits for now; empty when it runs again. */
  record PathWaiting(Instant at, UUID runId, List<WaitingOn> waitingOn) implements JourneyEvent {
    public PathWaiting {
      waitingOn = List.copyOf(waitingOn);
    }
  }

  /**
   * @param due the instant the timer was set for: never inferred from {@code at}
   */
  record TimerFired(Instant at, Instant due) implements JourneyEvent {}

  record Happened(Instant at, ExternalEvent event) implements JourneyEvent {}

  record Acted(Instant at, Act act) implements JourneyEvent {}
}
