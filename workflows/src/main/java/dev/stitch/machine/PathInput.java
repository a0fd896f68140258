package dev.stitch.machine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepFailure;
import dev.stitch.step.StepOutcome;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a path. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PathInput.StepEnded.class, name = "stepEnded"),
  @JsonSubTypes.Type(value = PathInput.EventMatched.class, name = "eventMatched")
})
public sealed interface PathInput {

  Instant at();

  /** Whether people or other systems sent it, so that it may hold anything. */
  default boolean fromOutside() {
    return switch (this) {
      case EventArrived event -> true;
      case TaskAnswered answer -> true;
      case CallbackArrived callback -> true;
      case CallEnded end -> true;
      case Paused pause -> true;
      case Resumed resume -> true;
      case Skipped skip -> true;
      case Acted acted -> true;
      case LookAgain look -> true;
      case Begun begun -> false;
      case StepEnded ended -> false;
      case EventMatched matched -> false;
      case TimerFired fired -> false;
      case CancelRequested cancel -> false;
      case KillRequested kill -> false;
    };
  }

  /**
   * @param resume what a retry takes over, or null
   * @param events what arrived since the stage was entered, oldest first
   */
  record Begun(Instant at, @Nullable ResumePoint resume, boolean paused, List<ExternalEvent> events)
      implements PathInput {
    public Begun {
      events = events == null ? List.of() : List.copyOf(events);
    }
  }

  /** A step's execution came to something: also to waiting. */
  record StepEnded(Instant at, String nodeId, StepOutcome outcome, int attempt)
      implements PathInput {}

  /** Whether an event is the one a {@code wait.event} step waits for. */
  record EventMatched(Instant at, String nodeId, String eventId, boolean matched)
      implements PathInput {}

  /**
   * @param due the instant the timer was set for: never inferred from {@code at}
   */
  record TimerFired(Instant at, Instant due) implements PathInput {

    /** Until when timers have fired: a worker that was away fires one for several that were due. */
    Instant latest() {
      return at.isAfter(due) ? at : due;
    }
  }

  record EventArrived(Instant at, ExternalEvent event) implements PathInput {}

  record TaskAnswered(
      Instant at, UUID taskId, @Nullable String choice, @Nullable JsonNode answer, String actor)
      implements PathInput {}

  /**
   * An outside worker answered a {@code callback} step.
   *
   * @param execution the execution of the node that asked
   * @param output what later steps see, or null
   * @param failure why the work failed, or null when it completed
   */
  record CallbackArrived(
      Instant at,
      String nodeId,
      int execution,
      @Nullable JsonNode output,
      @Nullable StepFailure failure)
      implements PathInput {}

  /**
   * What a step has called came to its end.
   *
   * @param output what later steps see, or null
   * @param failure why it failed, or null when it completed
   * @param metadata its changes to the entity's metadata by dotted path, or null
   */
  record CallEnded(
      Instant at,
      UUID callId,
      @Nullable JsonNode output,
      @Nullable StepFailure failure,
      @Nullable JsonNode metadata)
      implements PathInput {}

  record Paused(Instant at, PauseOwner owner, TimerMode timers) implements PathInput {}

  record Resumed(Instant at, PauseOwner owner, ResumeMode mode) implements PathInput {}

  /**
   * @param nodeId the step to pass, or null for the first that waits or runs
   */
  record Skipped(Instant at, @Nullable String nodeId, String actor) implements PathInput {}

  /** What held a step at a gate has changed: it begins anew, and finds out how it stands. */
  record LookAgain(Instant at) implements PathInput {}

  /** Somebody acts on a run that is a workflow of its own; it may be refused. */
  record Acted(Instant at, RunAct act) implements PathInput {}

  record CancelRequested(Instant at) implements PathInput {}

  /** Run control of a path inside its journey; one with a workflow of its own is terminated. */
  record KillRequested(Instant at) implements PathInput {}
}
