package dev.stitch.machine;

import java.util.Optional;

/** Along the spine now, whatever is still running here. */
public record AdvanceAct(String id, String actor) implements Act {

  public AdvanceAct {
    Identified.require(id, actor);
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    return Optional.empty();
  }

  @Override
  public void apply(JourneyTransition journey) {
    journey.choose(actor);
  }
}
