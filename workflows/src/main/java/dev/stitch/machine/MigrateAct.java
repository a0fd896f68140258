package dev.stitch.machine;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * To another version of the same flow.
 *
 * @param nodeMap old UX node id to new, where they differ
 */
public record MigrateAct(String id, String actor, PlanVersion plan, Map<String, String> nodeMap)
    implements Act {

  public MigrateAct {
    Identified.require(id, actor);
    Objects.requireNonNull(plan, "plan");
    nodeMap = nodeMap == null ? Map.of() : Map.copyOf(nodeMap);
  }

  @Override
  public Optional<JourneyWork> vetting(JourneyState state) {
    return Optional.of(new JourneyWork.VetPlan(id, state.flowId(), plan));
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    if (state.nodeId() == null) {
      return Refusal.of(Refusal.Code.WRONG_STATE, "the journey has not begun");
    }
    String node = mapped(state.nodeId());
    return plans.journey(plan.hash()).stage(node).isPresent()
        ? Optional.empty()
        : Refusal.of(
            Refusal.Code.INVALID,
            "nodeMap: version "
                + plan.version()
                + " has no UX node "
                + node
                + "; map "
                + state.nodeId()
                + " to one it has");
  }

  @Override
  public void apply(JourneyTransition journey) {
    journey.migrate(plan, mapped(journey.draft.node()), actor);
  }

  private String mapped(String uxNodeId) {
    return nodeMap.getOrDefault(uxNodeId, uxNodeId);
  }
}
