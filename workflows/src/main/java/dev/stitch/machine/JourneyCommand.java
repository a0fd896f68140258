package dev.stitch.machine;

import java.util.List;
import java.util.UUID;

/** What a journey wants done. */
public sealed interface JourneyCommand {

  record RunLocally(JourneyWork task) implements JourneyCommand {}

  /**
   * Start a child workflow.
   *
   * @param events what arrived since the stage was entered and the path may ask for
   */
  record StartPath(PathSlot slot, List<ExternalEvent> events) implements JourneyCommand {
    public StartPath {
      events = List.copyOf(events);
    }
  }

  /** A direct run is told what the journey's paths are told, from now on. */
  record WelcomeGuest(UUID runId) implements JourneyCommand {}

  /** Its end no longer matters. */
  record CancelPath(UUID runId) implements JourneyCommand {}

  /** Pass something on to a live child path. */
  record TellPath(UUID runId, PathInput happened) implements JourneyCommand {}

  /** Start a regular activity for a step of a path inside the journey. */
  record RunRemotely(UUID runId, String nodeId) implements JourneyCommand {}

  record CancelRemote(UUID runId, String nodeId) implements JourneyCommand {}

  record RecordEvent(JourneyRecord event) implements JourneyCommand {}

  record RecordRun(RunRecord run) implements JourneyCommand {}

  record RecordStep(UUID runId, StepRecord step) implements JourneyCommand {}

  record ChangeTask(TaskChange change) implements JourneyCommand {}
}
