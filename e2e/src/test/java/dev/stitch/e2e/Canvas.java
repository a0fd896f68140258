package dev.stitch.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Draws graphs as the console's canvas would. JSON is written with single quotes here. */
final class Canvas {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

  private final ObjectNode graph = JSON.createObjectNode();
  private final ArrayNode nodes = graph.putArray("nodes");
  private final ArrayNode edges = graph.putArray("edges");

  /** Reads JSON that may be quoted by apostrophes. */
  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** A flow of steps whose paths run inside their journey. */
  static Canvas inline() {
    return new Canvas().settings("{'isolation':'inline'}");
  }

  /** UX nodes in a row. */
  static Canvas spine(String... ids) {
    Canvas canvas = new Canvas();
    for (int i = 0; i < ids.length; i++) {
      canvas.node(ids[i], "ux", "{}");
      if (i > 0) {
        canvas.edge(ids[i - 1], ids[i]);
      }
    }
    return canvas;
  }

  Canvas settings(String json) {
    graph.set("settings", json(json));
    return this;
  }

  Canvas node(String id, String type, String data) {
    ObjectNode node = nodes.addObject().put("id", id).put("type", type).put("label", id);
    node.putObject("position").put("x", nodes.size() * 200).put("y", 0);
    node.set("data", json(data));
    return this;
  }

  Canvas edge(String source, String target) {
    return edge(source, target, null);
  }

  /**
   * @param branch the branch of the source that leads to the target, or null for its only one
   */
  Canvas edge(String source, String target, String branch) {
    edges
        .addObject()
        .put("id", "edge-" + edges.size())
        .put("source", source)
        .put("target", target)
        .put("sourceHandle", branch);
    return this;
  }

  ObjectNode graph() {
    return graph.deepCopy();
  }
}
