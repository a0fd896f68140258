package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/**
 * Stands in state for an output that PostgreSQL holds: the projection has written it with its step.
 * Workers put the output in its place before an expression sees it.
 */
public final class OutputReference {

  /** The only field of a reference; an output that comes from outside must not have it. */
  public static final String FIELD = "$output";

  /** About as many characters as a reference has: replacing a shorter output gains nothing. */
  private static final int LENGTH = 200;

  /** How full outputs leave the state, so that not each further one is moved out. */
  private static final int REST = 2;

  private OutputReference() {}

  /** A reference to the output of a node in a run. */
  static ObjectNode to(UUID runId, String nodeId, NodeState node) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference
        .putObject(FIELD)
        .put("runId", runId.toString())
        .put("nodeId", nodeId)
        .put("execution", node.execution())
        .put("bytes", JsonBounds.length(node.output()));
    return reference;
  }

  static boolean is(JsonNode output) {
    return output != null && output.size() == 1 && output.path(FIELD).isObject();
  }

  /**
   * Replaces the largest outputs by references until the rest is half of what may be kept. All that
   * are no reference yet and longer than one are of this run: see {@link #replaceAll}.
   *
   * @param size characters of all outputs
   * @return characters of all outputs that are left
   */
  static int replaceLargest(UUID runId, SortedMap<String, NodeState> nodes, int size, int room) {
    List<Map.Entry<String, NodeState>> largest =
        nodes.entrySet().stream()
            .filter(entry -> isReplaceable(entry.getValue()))
            .sorted(
                Comparator.comparing(
                        (Map.Entry<String, NodeState> entry) ->
                            -JsonBounds.length(entry.getValue().output()))
                    .thenComparing(Map.Entry::getKey))
            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
            .toList();
    int left = size;
    for (Map.Entry<String, NodeState> entry : largest) {
      if (left <= room / REST) {
        break;
      }
      NodeState replaced = replaced(runId, entry.getKey(), entry.getValue());
      left += JsonBounds.length(replaced.output()) - JsonBounds.length(entry.getValue().output());
      nodes.put(entry.getKey(), replaced);
    }
    return left;
  }

  /** Replaces every output that is longer than a reference, for what another run takes over. */
  static void replaceAll(UUID runId, Map<String, NodeState> nodes) {
    nodes.replaceAll((id, node) -> isReplaceable(node) ? replaced(runId, id, node) : node);
  }

  private static boolean isReplaceable(NodeState node) {
    return node.output() != null && !is(node.output()) && JsonBounds.length(node.output()) > LENGTH;
  }

  private static NodeState replaced(UUID runId, String nodeId, NodeState node) {
    return node.withOutput(to(runId, nodeId, node));
  }
}
