package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.plan.Isolation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A graph as it was drawn, its shape checked: ids are unique and every edge joins two nodes of the
 * graph. What cannot be read is left out and reported by {@link GraphReader}.
 */
record Graph(List<Node> nodes, List<Edge> edges, Settings settings, Map<String, Integer> index) {

  /** Most nodes in one graph. */
  static final int MAX_NODES = 2_000;

  /** Most edges in one graph. */
  static final int MAX_EDGES = 10_000;

  Graph(List<Node> nodes, List<Edge> edges, Settings settings) {
    this(List.copyOf(nodes), List.copyOf(edges), settings, indexOf(nodes));
  }

  private static Map<String, Integer> indexOf(List<Node> nodes) {
    Map<String, Integer> index = new HashMap<>(nodes.size() * 2);
    for (int i = 0; i < nodes.size(); i++) {
      index.put(nodes.get(i).id(), i);
    }
    return Map.copyOf(index);
  }

  /** Where a node that is in this graph, as the ends of its edges are, stands in {@code nodes}. */
  int position(String id) {
    return Objects.requireNonNull(index.get(id), "no node of this graph");
  }

  Node node(String id) {
    return nodes.get(position(id));
  }

  /** {@code data} is the node's config, an empty object when it has none. */
  record Node(String id, String type, String label, JsonNode data) {

    /** The type of a node that a customer stands at. */
    static final String UX = "ux";

    boolean ux() {
      return UX.equals(type);
    }

    /** How messages name it. */
    String name() {
      return label.equals(id) ? "Node '" + id + "'" : "Node '" + id + "' (" + label + ")";
    }

    /** How messages about another element name it: as the canvas does. */
    String quoted() {
      return "“" + label + "”";
    }
  }

  /** {@code handle} is null for the ordinary way out. */
  record Edge(
      String id, String source, String target, Kind kind, @Nullable String handle, JsonNode data) {

    /** What an edge means; {@code UNSAID} when the graph does not say. */
    enum Kind {
      UX,
      SYSTEM,
      UNSAID
    }

    String name() {
      return "Edge '" + id + "' (" + source + " → " + target + ")";
    }
  }

  /** {@code remote}: every step is a regular activity, whatever its type says. */
  record Settings(Isolation isolation, boolean reentry, boolean remote) {
    static final Settings DEFAULT = new Settings(Isolation.CHILD, false, false);
  }
}
