package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What a retry from the failed step takes over.
 *
 * @param planHash the plan these nodes belong to
 * @param nodes states of all nodes that began
 * @param metadata changes to the entity's metadata that the failed run made, or null
 */
public record ResumePoint(String planHash, Map<String, NodeState> nodes, JsonNode metadata) {
  public ResumePoint {
    nodes = Map.copyOf(nodes);
  }
}
