package dev.stitch.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;

/** Draws graphs for tests, one node or edge a call. */
public final class GraphBuilder {

  private final ObjectNode graph = JsonCodec.MAPPER.createObjectNode();
  private final ArrayNode nodes = graph.putArray("nodes");
  private final ArrayNode edges = graph.putArray("edges");

  public GraphBuilder node(String id, String type, String data) {
    ObjectNode node = nodes.addObject().put("id", id).put("type", type).put("label", id);
    node.putObject("position").put("x", 0).put("y", 0);
    node.set("data", json(data));
    return this;
  }

  /** A {@code set} step that keeps one number. */
  public GraphBuilder step(String id) {
    return node(id, "set", "{\"values\": {\"x\": \"1\"}}");
  }

  public GraphBuilder ux(String id) {
    return node(id, "ux", "{}");
  }

  public GraphBuilder ux(String id, String data) {
    return node(id, "ux", data);
  }

  public GraphBuilder edge(String source, String target) {
    return edge(source, target, null, "{}");
  }

  public GraphBuilder edge(String source, String target, String handle) {
    return edge(source, target, handle, "{}");
  }

  public GraphBuilder edge(String source, String target, String handle, String data) {
    ObjectNode edge = edges.addObject().put("id", "e" + edges.size());
    edge.put("source", source).put("target", target).put("sourceHandle", handle);
    edge.set("data", json(data));
    return this;
  }

  public GraphBuilder typedEdge(String source, String target, String type) {
    edge(source, target);
    ((ObjectNode) edges.get(edges.size() - 1)).put("type", type);
    return this;
  }

  public GraphBuilder settings(String settings) {
    graph.set("settings", json(settings));
    return this;
  }

  public ObjectNode build() {
    return graph;
  }

  /** JSON from text that is known to be JSON. */
  public static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
