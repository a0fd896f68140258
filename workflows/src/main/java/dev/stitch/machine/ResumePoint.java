package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.plan.PathPlan;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run takes over from an earlier one of its flow: a retry all that was passed, a run from a
 * chosen step what does not depend on that step.
 *
 * @param planHash the plan these nodes belong to
 * @param nodes states of all nodes that began
 * @param metadata changes to the entity's metadata that the earlier run made, or null
 * @param consumed ids of the events that ended waits of these nodes
 * @param waits until when nodes wait at which the earlier run waited, and which are not to wait as
 *     long as they say all over again; by node id
 */
public record ResumePoint(
    String planHash,
    Map<String, NodeState> nodes,
    @Nullable JsonNode metadata,
    List<String> consumed,
    Map<String, Instant> waits) {
  public ResumePoint {
    // Sorted, so that nothing made from it depends on the hash order of one process.
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
    consumed = consumed == null ? List.of() : List.copyOf(consumed);
    waits = waits == null ? Map.of() : Collections.unmodifiableSortedMap(new TreeMap<>(waits));
  }

  /** As most do, that begin every step anew at which the earlier run waited. */
  public ResumePoint(
      String planHash,
      Map<String, NodeState> nodes,
      @Nullable JsonNode metadata,
      List<String> consumed) {
    this(planHash, nodes, metadata, consumed, Map.of());
  }

  /** Whether a step was begun, by the earlier run or one that it took it over from. */
  public boolean began(String nodeId) {
    NodeState node = nodes.get(nodeId);
    return node != null && node.stepIndex() != null;
  }

  /**
   * What is left when a step is to run again: the nodes that do not come after it. The changes to
   * the metadata are left out, since an entity has them once the earlier run has ended.
   *
   * @param plan the plan that will run; a step that only it has runs in its turn
   */
  public ResumePoint upTo(PathPlan.Step step, PathPlan plan) {
    BitSet again = new BitSet(plan.steps().size());
    again.set(step.index());
    Map<String, NodeState> kept = new TreeMap<>();
    for (PathPlan.Step other : plan.steps()) {
      if (other.incoming().stream().anyMatch(edge -> again.get(edge.source()))) {
        again.set(other.index());
      }
      NodeState node = nodes.get(other.id());
      if (node != null && !again.get(other.index())) {
        kept.put(other.id(), node);
      }
    }
    return new ResumePoint(planHash, kept, null, consumed);
  }

  /**
   * What is left of some of the nodes to a run that goes on behind them whatever way they took, so
   * that a node that was skipped is still one. The changes to the metadata are left out, as in
   * {@link #upTo}.
   */
  public ResumePoint behind(Predicate<String> nodeIds) {
    Map<String, NodeState> kept = new TreeMap<>();
    nodes.forEach(
        (id, node) -> {
          if (nodeIds.test(id)) {
            kept.put(
                id,
                node.is(NodeStatus.SKIPPED) ? NodeState.comePast(node.execution(), null) : node);
          }
        });
    return new ResumePoint(planHash, kept, null, consumed);
  }
}
