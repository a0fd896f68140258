package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a retry from the failed step takes over.
 *
 * @param planHash the plan these nodes belong to
 * @param nodes states of all nodes that began
 * @param metadata changes to the entity's metadata that the failed run made, or null
 */
public record ResumePoint(String planHash, Map<String, NodeState> nodes, JsonNode metadata) {
  public ResumePoint {
    // Sorted, so that nothing made from it depends on the hash order of one process.
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
  }
}
