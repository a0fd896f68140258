package dev.stitch.machine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Past a failed or waiting step.
 *
 * @param runId the run, or null for the only one that has such a step
 * @param nodeId the step, or null for the failed or waiting one
 */
public record SkipAct(String id, String actor, @Nullable UUID runId, @Nullable String nodeId)
    implements Act {

  public SkipAct {
    Identified.require(id, actor);
  }

  @Override
  public Optional<Refusal> check(JourneyState state, PlanLookup plans) {
    Optional<PathSlot> found = slot(state);
    if (found.isEmpty()) {
      return Refusal.of(
          Refusal.Code.WRONG_STATE, "nothing failed or waits here that could be skipped");
    }
    PathSlot slot = found.get();
    if (nodeId != null && plans.path(slot.flow().published().hash()).step(nodeId).isEmpty()) {
      return Refusal.of(Refusal.Code.INVALID, "nodeId: the run has no node " + nodeId);
    }
    if (slot.needsPerson()) {
      return checkEnded(slot);
    }
    return slot.inline() == null ? Optional.empty() : RunAct.Skip.check(slot.inline(), nodeId);
  }

  private Optional<Refusal> checkEnded(PathSlot slot) {
    if (slot.resume() == null) {
      return Refusal.of(
          Refusal.Code.WRONG_STATE, "the run was killed and kept no node states; retry it instead");
    }
    if (nodeId == null) {
      return slot.failedNodeId() == null
          ? Refusal.of(Refusal.Code.INVALID, "nodeId: name the node to skip; none failed")
          : Optional.empty();
    }
    NodeState node = slot.resume().nodes().get(nodeId);
    return node != null && node.passed() ? RunAct.Skip.alreadyPassed(nodeId) : Optional.empty();
  }

  @Override
  public void apply(JourneyTransition journey) {
    JourneyDraft draft = journey.draft;
    PathSlot slot = slot(draft.state()).orElseThrow();
    if (slot.needsPerson()) {
      String node =
          Objects.requireNonNull(nodeId == null ? slot.failedNodeId() : nodeId, "no node failed");
      journey.restart(
          slot,
          Slots.retried(
              slot, slot.flow().published(), slot.execution(), passing(slot, node, draft)),
          JourneyEventType.SKIPPED,
          actor,
          JourneyDraft.detail().put("nodeId", node));
    } else {
      draft.record(
          JourneyEventType.SKIPPED,
          slot.runId(),
          actor,
          JourneyDraft.detail().put("nodeId", nodeId));
      journey.paths.tell(slot, new PathInput.Skipped(draft.now, nodeId, actor));
    }
  }

  private static ResumePoint passing(PathSlot slot, String nodeId, JourneyDraft draft) {
    ResumePoint kept = Objects.requireNonNull(slot.resume(), "the run kept no node states");
    Map<String, NodeState> nodes = new HashMap<>(kept.nodes());
    NodeState node = nodes.getOrDefault(nodeId, NodeState.skippedByBranch(slot.execution()));
    nodes.put(nodeId, node.closed(NodeStatus.SKIPPED, Passage.ORDINARY, draft.now));
    return new ResumePoint(kept.planHash(), nodes, kept.metadata(), kept.consumed());
  }

  /** The path that is meant: the named one, else a failed one, else one that is live. */
  Optional<PathSlot> slot(JourneyState state) {
    List<PathSlot> candidates =
        state.slots().values().stream()
            .filter(slot -> runId == null || slot.runId().equals(runId))
            .filter(slot -> slot.needsPerson() || slot.live())
            .toList();
    return candidates.stream()
        .filter(PathSlot::needsPerson)
        .findFirst()
        .or(() -> candidates.stream().findFirst());
  }

  /** The node that a skip without a name passes in a run that has ended, or null. */
  static @Nullable String nodeToSkip(PathEnd end) {
    return end.resume() == null ? null : end.failedNodeId();
  }
}
