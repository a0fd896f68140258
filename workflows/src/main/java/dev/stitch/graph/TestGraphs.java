package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.step.PinnedStep;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The graphs that tests of a system flow's draft walk. A step of a draft may have a {@code pin}
 * beside its {@code data}, {@code {"output": any, "branch": text}}: what it gives in tests instead
 * of being carried out. No other run knows of it.
 */
public final class TestGraphs {

  private static final String PIN = "pin";
  private static final String OUTPUT = "output";
  private static final String BRANCH = "branch";

  private TestGraphs() {}

  /** A graph whose steps are all carried out, as it is published. */
  public static JsonNode unpinned(JsonNode graph) {
    return mapped(
        graph, node -> node.has(PIN) ? ((ObjectNode) node).deepCopy().without(PIN) : node);
  }

  /** A valid graph whose pinned steps give what is pinned. */
  public static JsonNode pinned(JsonNode graph) {
    return mapped(graph, node -> node.hasNonNull(PIN) ? standIn(node) : node);
  }

  /** The pins that their steps could not have come to. */
  public static List<GraphProblem> faults(JsonNode graph) {
    List<GraphProblem> faults = new ArrayList<>();
    for (JsonNode node : graph.path("nodes")) {
      if (node.hasNonNull(PIN)) {
        fault(node)
            .ifPresent(
                fault -> faults.add(new GraphProblem(node.path("id").asText(), null, PIN, fault)));
      }
    }
    return faults;
  }

  /**
   * A graph in which only one step is carried out. The steps that it can only run after give what
   * is pinned, or what the run takes over for them, or nothing; those after it are not there.
   *
   * @param others the graph with the steps to stand before it, pinned or not
   * @return nothing when the graph has no such step
   */
  public static Optional<JsonNode> alone(JsonNode graph, JsonNode others, String nodeId) {
    Graph read = GraphReader.read(graph, new Problems());
    Integer position = read.index().get(nodeId);
    if (position == null) {
      return Optional.empty();
    }
    BitSet before = Topology.of(read).upstream().get(position);
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    if (graph.has("settings")) {
      alone.set("settings", graph.get("settings"));
    }
    ArrayNode nodes = alone.putArray("nodes");
    ArrayNode edges = alone.putArray("edges");
    Set<String> stood = new HashSet<>();
    for (JsonNode node : others.path("nodes")) {
      String id = node.path("id").asText();
      Integer place = read.index().get(id);
      // Of steps with one id the first is read; what else is wrong with them does not matter here.
      if (place != null && before.get(place) && stood.add(id)) {
        nodes.add(isStandIn(node) ? node : standIn(node));
        edges
            .addObject()
            .put("id", "before-" + edges.size())
            .put("source", id)
            .put("target", nodeId);
      }
    }
    graph
        .path("nodes")
        .valueStream()
        .filter(node -> node.path("id").asText().equals(nodeId))
        .findFirst()
        .ifPresent(nodes::add);
    return Optional.of(alone);
  }

  /** Whether a stand-in gives something that was pinned, and not what a run takes over for it. */
  public static boolean gives(JsonNode config) {
    return config.has(OUTPUT);
  }

  private static boolean isStandIn(JsonNode node) {
    return node.path("type").asText().equals(PinnedStep.TYPE);
  }

  private static JsonNode standIn(JsonNode node) {
    JsonNode pin = node.path(PIN);
    ObjectNode standIn = JsonNodeFactory.instance.objectNode();
    standIn.set("id", node.path("id"));
    standIn.put("type", PinnedStep.TYPE);
    if (node.path("label").isTextual()) {
      standIn.set("label", node.path("label"));
    }
    ObjectNode data = standIn.putObject("data");
    ArrayNode branches = data.putArray("branches");
    branches(node).names().forEach(branches::add);
    if (node.path("data").path("label").isTextual()) {
      data.set("label", node.path("data").path("label"));
    }
    if ("continue".equals(node.path("data").path("onError").textValue())) {
      // A run takes a failure over only for a step that would have gone on the same way.
      data.put("onError", "continue");
    }
    if (node.hasNonNull(PIN)) {
      data.set(OUTPUT, pin.has(OUTPUT) ? pin.get(OUTPUT) : data.nullNode());
      if (pin.hasNonNull(BRANCH)) {
        data.set(BRANCH, pin.get(BRANCH));
      }
    }
    return standIn;
  }

  private static Optional<String> fault(JsonNode node) {
    JsonNode pin = node.path(PIN);
    if (!pin.isObject()) {
      return Optional.of("'pin' must be an object like {\"output\": {}}, or be left out");
    }
    JsonNode branch = pin.path(BRANCH);
    if (!JsonKinds.absent(branch) && !branch.isTextual()) {
      return Optional.of("'pin.branch' must be text, not " + JsonKinds.name(branch));
    }
    Branches branches = branches(node);
    boolean known =
        JsonKinds.absent(branch) ? !branches.exclusive() : branches.offers(branch.textValue());
    return known
        ? Optional.empty()
        : Optional.of("'pin.branch' must be a branch of the step; it has " + branches.described());
  }

  private static Branches branches(JsonNode node) {
    JsonNode data = node.path("data");
    String id = node.path("id").asText();
    return Branches.of(
        new Graph.Node(
            id,
            node.path("type").asText(),
            id,
            data.isObject() ? data : JsonNodeFactory.instance.objectNode()));
  }

  private static JsonNode mapped(JsonNode graph, UnaryOperator<JsonNode> change) {
    if (!(graph instanceof ObjectNode object) || !graph.path("nodes").isArray()) {
      return graph;
    }
    ObjectNode mapped = object.objectNode();
    mapped.setAll(object);
    ArrayNode nodes = mapped.putArray("nodes");
    graph.path("nodes").forEach(node -> nodes.add(change.apply(node)));
    return mapped;
  }
}
