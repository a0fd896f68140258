package dev.stitch.machine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a journey. The first five are results of local work and travel in history. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JourneyInput.StageResolved.class, name = "stageResolved"),
  @JsonSubTypes.Type(value = JourneyInput.StageChecked.class, name = "stageChecked"),
  @JsonSubTypes.Type(value = JourneyInput.EdgeChosen.class, name = "edgeChosen"),
  @JsonSubTypes.Type(value = JourneyInput.InPath.class, name = "inPath"),
  @JsonSubTypes.Type(value = JourneyInput.PlanVetted.class, name = "planVetted")
})
public sealed interface JourneyInput {

  Instant at();

  /** Whether people or other systems sent it, so that it may hold anything. */
  default boolean fromOutside() {
    return switch (this) {
      case InPath inPath -> inPath.happened().fromOutside();
      case PathEnded ended -> true;
      case PathWaiting waiting -> true;
      case Happened happened -> true;
      case Acted acted -> true;
      case GuestBegan began -> true;
      case GuestGone gone -> true;
      case StageResolved resolved -> false;
      case StageChecked checked -> false;
      case EdgeChosen chosen -> false;
      case PlanVetted vetted -> false;
      case Began began -> false;
      case TimerFired fired -> false;
    };
  }

  /** Which flows are mapped to the node, by position. */
  record StageResolved(Instant at, String nodeId, int visit, List<MappedFlow> flows)
      implements JourneyInput {
    public StageResolved {
      flows = List.copyOf(flows);
    }
  }

  /** Whether the journey is to end, or the stage has reached its goal. */
  record StageChecked(Instant at, String nodeId, int visit, boolean exit, boolean goal)
      implements JourneyInput {}

  /**
   * Which UX edge is taken.
   *
   * @param edgeId the edge, or null when none matches
   * @param explanation why none matches, or null
   */
  record EdgeChosen(
      Instant at, String nodeId, int visit, @Nullable String edgeId, @Nullable String explanation)
      implements JourneyInput {}

  /**
   * Whether an act that came by signal may be looked at.
   *
   * @param refusal why not, or null
   */
  record PlanVetted(Instant at, String actId, @Nullable Refusal refusal) implements JourneyInput {}

  /** Something happened to a path that runs inside the journey. */
  record InPath(UUID runId, PathInput happened) implements JourneyInput {
    @Override
    public Instant at() {
      return happened.at();
    }
  }

  /**
   * @param startNodeId where to begin, or null for the spine's first node
   */
  record Began(
      Instant at, @Nullable String startNodeId, String actor, String source, boolean paused)
      implements JourneyInput {}

  /** A child path, or a direct run of this entity, has ended. */
  record PathEnded(
      Instant at, UUID runId, @Nullable String uxNodeId, UUID systemFlowId, PathEnd end)
      implements JourneyInput {}

  /** What a child path waits for now; empty when it runs again. */
  record PathWaiting(Instant at, UUID runId, List<WaitingOn> waitingOn) implements JourneyInput {
    public PathWaiting {
      waitingOn = List.copyOf(waitingOn);
    }
  }

  /**
   * @param due the instant the timer was set for: never inferred from {@code at}
   */
  record TimerFired(Instant at, Instant due) implements JourneyInput {}

  record Happened(Instant at, ExternalEvent event) implements JourneyInput {}

  /**
   * @param vetted why the act is refused whatever the state is, or null; see {@link
   *     JourneyMachine#vetting}
   */
  record Acted(Instant at, Act act, @Nullable Refusal vetted) implements JourneyInput {

    /** An act whose plan, if it names one, is known to exist. */
    public Acted(Instant at, Act act) {
      this(at, act, null);
    }
  }

  /** A direct run of this entity has begun. */
  record GuestBegan(Instant at, GuestRun guest) implements JourneyInput {}

  /** A direct run cannot be told anything any more: it was ended from outside. */
  record GuestGone(Instant at, UUID runId) implements JourneyInput {}
}
