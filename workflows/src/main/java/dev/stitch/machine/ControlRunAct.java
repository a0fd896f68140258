package dev.stitch.machine;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Run control of a path that runs inside the journey: what {@link RunAct} is to a run that is a
 * workflow of its own.
 *
 * @param timers how {@code PAUSE} treats timers; null freezes them
 * @param mode how {@code RESUME} goes on; null continues
 */
public record ControlRunAct(
    String id, String actor, UUID runId, Control control, TimerMode timers, ResumeMode mode)
    implements Act {

  /** What run control can do to a run. */
  public enum Control {
    PAUSE,
    RESUME,
    CANCEL,
    KILL
  }

  public ControlRunAct {
    Identified.require(id, actor);
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(control, "control");
    timers = timers == null ? TimerMode.FREEZE : timers;
    mode = mode == null ? ResumeMode.CONTINUE : mode;
  }

  /** With the defaults for timers and mode. */
  public ControlRunAct(String id, String actor, UUID runId, Control control) {
    this(id, actor, runId, control, TimerMode.FREEZE, ResumeMode.CONTINUE);
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    PathSlot slot = state.slots().get(runId);
    if (slot == null || slot.inline() == null) {
      return Refusal.of(
          Refusal.Code.WRONG_STATE, "run " + runId + " does not run inside this journey");
    }
    return switch (control) {
      case PAUSE -> RunAct.Pause.check(slot.inline());
      case RESUME -> RunAct.Resume.check(slot.inline());
      case CANCEL, KILL -> Optional.empty();
    };
  }

  @Override
  public void apply(JourneyTransition journey) {
    JourneyDraft draft = journey.draft;
    journey.paths.tell(draft.slot(runId), effect(draft.now));
  }

  private PathInput effect(Instant at) {
    return switch (control) {
      case PAUSE -> new PathInput.Paused(at, PauseOwner.RUN, timers);
      case RESUME -> new PathInput.Resumed(at, PauseOwner.RUN, mode);
      case CANCEL -> new PathInput.CancelRequested(at);
      case KILL -> new PathInput.KillRequested(at);
    };
  }
}
