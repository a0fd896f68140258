package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.NearNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the canvas's JSON strictly: what has the wrong type is reported, never guessed. */
final class GraphReader {

  /** Longest node or edge id; ids become part of workflow ids and callback addresses. */
  static final int MAX_ID = 128;

  private final Problems problems;

  private GraphReader(Problems problems) {
    this.problems = problems;
  }

  static Graph read(JsonNode graph, Problems problems) {
    return new GraphReader(problems).graph(graph);
  }

  private Graph graph(JsonNode graph) {
    if (graph == null || !graph.isObject()) {
      problems.error("The graph must be a JSON object with 'nodes' and 'edges'");
      return new Graph(List.of(), List.of(), Graph.Settings.DEFAULT);
    }
    Graph.Settings settings = new SettingsReader(problems).read(graph.path("settings"));
    JsonNode nodeList = list(graph, "nodes", Graph.MAX_NODES);
    JsonNode edgeList = list(graph, "edges", Graph.MAX_EDGES);
    if (nodeList == null || edgeList == null) {
      return new Graph(List.of(), List.of(), settings);
    }
    List<Graph.Node> nodes = nodes(nodeList);
    return new Graph(nodes, edges(edgeList, nodes), settings);
  }

  private @Nullable JsonNode list(JsonNode graph, String field, int limit) {
    JsonNode list = graph.path(field);
    if (!list.isArray()) {
      problems.error("'" + field + "' must be an array; use [] when there are none");
    } else if (list.size() > limit) {
      problems.error(
          "The graph has %,d %s; the limit is %,d: split it into flows that start one another"
              .formatted(list.size(), field, limit));
    } else {
      return list;
    }
    return null;
  }

  private List<Graph.Node> nodes(JsonNode list) {
    List<Graph.Node> nodes = new ArrayList<>(list.size());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Graph.Node node = node(list.get(i), "nodes[" + i + "]");
      if (node != null && !ids.add(node.id())) {
        problems.error(node, "id", "the id is used twice; give each node an id of its own");
      } else if (node != null) {
        nodes.add(node);
      }
    }
    return nodes;
  }

  private Graph.@Nullable Node node(JsonNode json, String where) {
    if (!json.isObject()) {
      problems.error(where + " must be an object with 'id', 'type' and 'data'");
      return null;
    }
    String id = id(json, where);
    if (id == null) {
      return null;
    }
    JsonNode data = json.path("data");
    JsonNode config = data.isObject() ? data : JsonNodeFactory.instance.objectNode();
    String type = text(json, "type");
    Graph.Node node = new Graph.Node(id, type == null ? "" : type, label(json, config, id), config);
    if (type == null || type.isBlank()) {
      problems.error(node, "type", "'type' must be the id of a step type, or 'ux'");
    }
    if (!JsonKinds.absent(data) && !data.isObject()) {
      problems.error(node, "data", "'data' must be an object, not " + JsonKinds.name(data));
    }
    if (json.hasNonNull("label") && !json.get("label").isTextual()) {
      problems.error(
          node, "label", "'label' must be text, not " + JsonKinds.name(json.get("label")));
    }
    position(node, json.path("position"));
    return node;
  }

  private void position(Graph.Node node, JsonNode position) {
    if (!JsonKinds.absent(position)
        && !(position.path("x").isNumber() && position.path("y").isNumber())) {
      problems.error(node, "position", "'position' must be an object with the numbers x and y");
    }
  }

  private static String label(JsonNode json, JsonNode data, String id) {
    String label = text(json, "label");
    if (label == null || label.isBlank()) {
      label = text(data, "label");
    }
    return label == null || label.isBlank() ? id : label;
  }

  private List<Graph.Edge> edges(JsonNode list, List<Graph.Node> nodes) {
    Set<String> nodeIds = new HashSet<>();
    nodes.forEach(node -> nodeIds.add(node.id()));
    List<Graph.Edge> edges = new ArrayList<>(list.size());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Graph.Edge edge = edge(list.get(i), "edges[" + i + "]");
      if (edge == null || !joins(edge, nodeIds)) {
        continue;
      }
      if (!ids.add(edge.id())) {
        problems.error(edge, "id", "the id is used twice; give each edge an id of its own");
      } else {
        edges.add(edge);
      }
    }
    return edges;
  }

  private Graph.@Nullable Edge edge(JsonNode json, String where) {
    if (!json.isObject()) {
      problems.error(where + " must be an object with 'id', 'source' and 'target'");
      return null;
    }
    String id = id(json, where);
    if (id == null) {
      return null;
    }
    String source = text(json, "source");
    String target = text(json, "target");
    JsonNode data = json.path("data");
    Graph.Edge edge =
        new Graph.Edge(
            id,
            source == null ? "" : source,
            target == null ? "" : target,
            edgeKind(text(json, "type")),
            handle(text(json, "sourceHandle")),
            data.isObject() ? data : JsonNodeFactory.instance.objectNode());
    checkEdge(edge, json);
    return source == null || target == null ? null : edge;
  }

  private void checkEdge(Graph.Edge edge, JsonNode json) {
    for (String end : List.of("source", "target")) {
      if (!json.path(end).isTextual()) {
        problems.error(edge, end, "'" + end + "' must be the id of a node");
      }
    }
    JsonNode type = json.path("type");
    boolean known = type.isTextual() && Set.of("ux", "system").contains(type.textValue());
    if (!known && !JsonKinds.absent(type)) {
      problems.error(edge, "type", "'type' must be 'ux' or 'system', or be left out");
    }
    JsonNode handle = json.path("sourceHandle");
    if (!JsonKinds.absent(handle) && !handle.isTextual()) {
      problems.error(edge, "sourceHandle", "'sourceHandle' must be the name of a branch");
    }
    JsonNode data = json.path("data");
    if (!JsonKinds.absent(data) && !data.isObject()) {
      problems.error(edge, "data", "'data' must be an object, not " + JsonKinds.name(data));
    }
  }

  private boolean joins(Graph.Edge edge, Set<String> nodeIds) {
    boolean dangling = false;
    if (!nodeIds.contains(edge.source())) {
      problems.error(edge, "source", missing(edge.source(), nodeIds));
      dangling = true;
    }
    if (!nodeIds.contains(edge.target())) {
      problems.error(edge, "target", missing(edge.target(), nodeIds));
      dangling = true;
    }
    if (!dangling && edge.source().equals(edge.target())) {
      problems.error(edge, "target", "a node cannot lead to itself; remove the edge");
      return false;
    }
    return !dangling;
  }

  private static String missing(String id, Set<String> nodeIds) {
    return "there is no node '"
        + id
        + "'; draw the edge to a node of this graph or remove it"
        + NearNames.hint(id, nodeIds);
  }

  private @Nullable String id(JsonNode json, String where) {
    JsonNode id = json.path("id");
    if (!id.isTextual() || id.textValue().isBlank()) {
      problems.error(where + " needs an 'id' that is text and not empty");
      return null;
    }
    String text = id.textValue();
    if (text.length() > MAX_ID || text.chars().anyMatch(Character::isISOControl)) {
      problems.error(
          where + ": the id must have at most " + MAX_ID + " characters and no control characters");
      return null;
    }
    return text;
  }

  private static Graph.Edge.Kind edgeKind(String type) {
    return switch (type) {
      case "ux" -> Graph.Edge.Kind.UX;
      case "system" -> Graph.Edge.Kind.SYSTEM;
      case null, default -> Graph.Edge.Kind.UNSAID;
    };
  }

  private static @Nullable String handle(String handle) {
    return handle == null || handle.isBlank() ? null : handle;
  }

  private static String text(JsonNode json, String field) {
    return json.path(field).textValue();
  }
}
