package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws graphs and JSON at random; the same seed draws the same. */
public final class RandomGraphs {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> WORDS =
      List.of(
          "nodes",
          "edges",
          "settings",
          "id",
          "type",
          "data",
          "label",
          "position",
          "source",
          "target",
          "sourceHandle",
          "ux",
          "system",
          "wait",
          "set",
          "condition",
          "switch",
          "split",
          "human.task",
          "wait.event",
          "transform",
          "duration",
          "until",
          "window",
          "days",
          "expression",
          "cases",
          "branches",
          "name",
          "weight",
          "values",
          "choices",
          "title",
          "event",
          "match",
          "timeout",
          "retry",
          "maxAttempts",
          "onError",
          "branch",
          "true",
          "error",
          "PT5S",
          "P1M",
          "{{contact.name}}",
          "{{#if}}",
          "{{steps.n1.output}}",
          "1 + 1",
          "steps.n1.output",
          "contact.",
          "isolation",
          "inline",
          "priority",
          "default",
          "advance",
          "on_event",
          "deadline",
          "goal",
          "n0",
          "n1",
          "n2",
          "",
          " ",
          "\u0000",
          "\ud800");

  private final Random random;

  public RandomGraphs(long seed) {
    this.random = new Random(seed);
  }

  /** A sound system flow: edges lead forward in a hidden order, nodes are drawn in another. */
  public ObjectNode systemFlow(int nodes) {
    GraphBuilder graph = new GraphBuilder();
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      drawn.add(i);
    }
    Collections.shuffle(drawn, random);
    for (int node : drawn) {
      switch (random.nextInt(4)) {
        case 0 ->
            graph.node("n" + node, "condition", "{\"expression\": \"input.a > " + node + "\"}");
        case 1 -> graph.node("n" + node, "wait", "{\"duration\": \"PT" + (node + 1) + "M\"}");
        case 2 ->
            graph.node("n" + node, "human.task", "{\"title\": \"x\", \"choices\": [\"yes\"]}");
        default -> graph.step("n" + node);
      }
    }
    for (int i = 0; nodes > 1 && i < nodes * 3 / 2; i++) {
      int source = random.nextInt(nodes - 1);
      int target = source + 1 + random.nextInt(nodes - source - 1);
      graph.edge("n" + source, "n" + target);
    }
    return graph.build();
  }

  /** A sound business flow of UX and system nodes, with UX edges in any direction. */
  public ObjectNode businessFlow(int nodes) {
    GraphBuilder graph = new GraphBuilder();
    graph.ux("n0");
    List<Boolean> ux = new ArrayList<>(List.of(true));
    for (int i = 1; i < nodes; i++) {
      ux.add(random.nextInt(3) > 0);
      graph.node("n" + i, ux.get(i) ? "ux" : "email.send", "{}");
    }
    for (int i = 0; nodes > 1 && i < nodes * 2; i++) {
      int source = random.nextInt(nodes);
      int target = (source + 1 + random.nextInt(nodes - 1)) % nodes;
      boolean joinsStages = ux.get(source) && ux.get(target);
      switch (random.nextInt(4)) {
        case 0 -> graph.typedEdge("n" + source, "n" + target, "system");
        case 1 -> graph.typedEdge("n" + source, "n" + target, joinsStages ? "ux" : "system");
        case 2 ->
            graph.edge(
                "n" + source, "n" + target, null, "{\"priority\": " + random.nextInt(3) + "}");
        default -> graph.edge("n" + source, "n" + target, random.nextBoolean() ? "timeout" : null);
      }
    }
    return graph.build();
  }

  /** Any JSON, made of the words that graphs are made of. */
  public JsonNode json(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt(5) - 1);
      case 3 -> JSON.numberNode(random.nextDouble() * 1e12);
      case 4, 5 -> JSON.textNode(word());
      case 6 -> {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          array.add(json(depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = JSON.objectNode();
        for (int i = random.nextInt(7); i > 0; i--) {
          object.set(word(), json(depth - 1));
        }
        yield object;
      }
    };
  }

  /** Puts any JSON somewhere into a graph, or takes something out. */
  public void damage(ObjectNode graph) {
    List<JsonNode> containers = new ArrayList<>(List.of(graph));
    for (int i = 0; i < containers.size(); i++) {
      for (JsonNode child : containers.get(i)) {
        if (child.isContainerNode()) {
          containers.add(child);
        }
      }
    }
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object -> {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? word() : names.get(random.nextInt(names.size()));
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, json(3));
        }
      }
      case ArrayNode array when !array.isEmpty() ->
          array.set(random.nextInt(array.size()), json(3));
      case JsonNode other -> {}
    }
  }

  /** The same JSON with the keys of every object in another order. */
  public JsonNode shuffled(JsonNode json) {
    return switch (json) {
      case ObjectNode object -> {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        Collections.shuffle(names, random);
        ObjectNode other = JSON.objectNode();
        names.forEach(name -> other.set(name, shuffled(object.get(name))));
        yield other;
      }
      case ArrayNode array -> {
        ArrayNode other = JSON.arrayNode();
        array.forEach(element -> other.add(shuffled(element)));
        yield other;
      }
      case JsonNode other -> other;
    };
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}
