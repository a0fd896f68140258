package dev.stitch.machine;

import java.util.Objects;
import java.util.Optional;

/** To a UX node of the pinned graph; what runs at the present one is cancelled. */
public record MoveAct(String id, String actor, String uxNodeId) implements Act {

  public MoveAct {
    Identified.require(id, actor);
    Objects.requireNonNull(uxNodeId, "uxNodeId");
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    return plans.journey(state.plan().hash()).stage(uxNodeId).isPresent()
        ? Optional.empty()
        : Refusal.of(
            Refusal.Code.INVALID,
            "uxNodeId: " + uxNodeId + " is not a UX node of version " + state.plan().version());
  }

  @Override
  public void apply(JourneyTransition journey) {
    journey.enter(uxNodeId, actor);
  }
}
