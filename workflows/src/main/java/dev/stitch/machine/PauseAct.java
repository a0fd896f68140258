package dev.stitch.machine;

import java.util.Optional;

/**
 * Nothing begins until whoever paused resumes.
 *
 * @param owner who holds the pause; null is the entity
 * @param timers how timers are treated; null freezes them
 */
public record PauseAct(String id, String actor, PauseOwner owner, TimerMode timers) implements Act {

  public PauseAct {
    Identified.require(id, actor);
    owner = owner == null ? PauseOwner.ENTITY : owner;
    timers = timers == null ? TimerMode.FREEZE : timers;
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    return state.pauses().heldBy(owner)
        ? Refusal.of(Refusal.Code.WRONG_STATE, "it is already paused by " + owner)
        : Optional.empty();
  }

  @Override
  public void apply(JourneyTransition journey) {
    journey.pause(owner, timers, actor);
  }
}
