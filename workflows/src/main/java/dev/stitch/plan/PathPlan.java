package dev.stitch.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A system flow compiled: its steps in topological order.
 *
 * @param steps in topological order; {@code step.index()} is the position in this list
 * @param byId index of each step by node id
 */
public record PathPlan(
    String hash, Isolation isolation, List<Step> steps, Map<String, Integer> byId) implements Plan {

  public PathPlan {
    steps = List.copyOf(steps);
    byId = Map.copyOf(byId);
  }

  /** The step of a node id, or empty when the plan has no such node. */
  public Optional<Step> step(String nodeId) {
    return Optional.ofNullable(byId.get(nodeId)).map(steps::get);
  }

  /**
   * One step node.
   *
   * @param type id of the step type
   * @param config the node's {@code data}
   * @param timeout longest time of one attempt (remote), or null for the default
   * @param taskQueue where a remote step runs
   * @param effect whether it acts on the outside world
   */
  public record Step(
      int index,
      String id,
      String label,
      String type,
      JsonNode config,
      List<Edge> incoming,
      List<Edge> outgoing,
      Retry retry,
      @Nullable Duration timeout,
      OnError onError,
      Locality locality,
      String taskQueue,
      boolean effect) {

    public Step {
      incoming = List.copyOf(incoming);
      outgoing = List.copyOf(outgoing);
    }
  }

  /**
   * An edge between two steps, by their positions.
   *
   * @param branch the source handle, or null for the ordinary way out
   */
  public record Edge(String id, int source, int target, @Nullable String branch) {}
}
