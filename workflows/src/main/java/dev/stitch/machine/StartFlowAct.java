package dev.stitch.machine;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A flow that was mapped to the stage after the entity came to it begins, as it would have begun
 * had it been mapped before. It begins once in a stay, whoever asks and however often: its run has
 * the id that the stage itself would have given it.
 *
 * @param uxNodeId the stage that it is mapped to
 * @param flow as it is mapped there now
 */
public record StartFlowAct(String id, String actor, String uxNodeId, MappedFlow flow)
    implements Act {

  public StartFlowAct {
    Identified.require(id, actor);
    Objects.requireNonNull(uxNodeId, "uxNodeId");
    Objects.requireNonNull(flow, "flow");
    Objects.requireNonNull(flow.systemFlowId(), "flow.systemFlowId");
  }

  @Override
  public Optional<JourneyWork> vetting(JourneyState state) {
    return Optional.ofNullable(flow.plan())
        .map(plan -> new JourneyWork.VetPlan(id, flow.systemFlowId(), plan));
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    if (flow.plan() == null) {
      return Refusal.of(Refusal.Code.INVALID, "flow: " + flow.name() + " was never published");
    }
    if (flow.isolation() != plans.path(flow.plan().hash()).isolation()) {
      return Refusal.of(
          Refusal.Code.INVALID, "flow: the isolation is not that of " + flow.name() + "'s version");
    }
    return Optional.ofNullable(obstacle(state))
        .flatMap(why -> Refusal.of(Refusal.Code.WRONG_STATE, why));
  }

  private @Nullable String obstacle(JourneyState state) {
    if (!uxNodeId.equals(state.nodeId())) {
      return "the entity is not at " + uxNodeId + " any more";
    }
    if (isHere(state)) {
      return flow.name() + " is part of this stay already";
    }
    if (state.released()) {
      return "the entity is about to leave " + uxNodeId;
    }
    return state.phase() == JourneyState.Phase.UNPUBLISHED
        ? "another flow of the stage was never published: publish it, then retry the stage"
        : null;
  }

  private boolean isHere(JourneyState state) {
    return state.slots().values().stream()
        .anyMatch(slot -> slot.flow().systemFlowId().equals(flow.systemFlowId()));
  }

  @Override
  public void apply(JourneyTransition journey) {
    journey.startMapped(flow, actor);
  }
}
