package dev.stitch.machine;

import java.util.Optional;

/**
 * Goes on, unless another owner holds a pause too.
 *
 * @param owner whose pause ends; null is the entity
 * @param mode how timers go on; null continues them
 */
public record ResumeAct(String id, String actor, PauseOwner owner, ResumeMode mode) implements Act {

  public ResumeAct {
    Identified.require(id, actor);
    owner = owner == null ? PauseOwner.ENTITY : owner;
    mode = mode == null ? ResumeMode.CONTINUE : mode;
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    return state.pauses().heldBy(owner)
        ? Optional.empty()
        : Refusal.of(Refusal.Code.WRONG_STATE, "it is not paused by " + owner);
  }

  @Override
  public void apply(JourneyTransition journey) {
    journey.resume(owner, mode, actor);
  }
}
