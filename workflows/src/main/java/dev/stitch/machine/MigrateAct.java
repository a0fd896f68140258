package dev.stitch.machine;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * To another version of the same flow.
 *
 * @param nodeMap old UX node id to new, where they differ
 * @param upTo of an entity that was chosen for where it stood: it goes only while it stands at a
 *     node that {@code nodeMap} names, in a version up to this one; null for wherever it stands
 */
public record MigrateAct(
    String id, String actor, PlanVersion plan, Map<String, String> nodeMap, @Nullable Integer upTo)
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
    if (upTo != null && hasMovedOn(state, upTo)) {
      return Refusal.of(
          Refusal.Code.WRONG_STATE,
          "the entity has moved on meanwhile: it is at %s of version %d"
              .formatted(state.nodeId(), state.plan().version()));
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

  private boolean hasMovedOn(JourneyState state, int newest) {
    int version = state.plan().version();
    return !nodeMap.containsKey(state.nodeId()) || version == plan.version() || version > newest;
  }

  @Override
  public void apply(JourneyTransition journey) {
    journey.migrate(plan, mapped(journey.draft.node()), actor);
  }

  private String mapped(String uxNodeId) {
    return nodeMap.getOrDefault(uxNodeId, uxNodeId);
  }
}
