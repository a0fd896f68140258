package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a dialog that starts a run asks for.
 *
 * @param inputSchema of the version that would run, null when any input is taken
 * @param defaults the input to begin with
 */
public record RunForm(
    @Nullable JsonNode inputSchema,
    ObjectNode defaults,
    List<RequiredConnection> requiredConnections) {

  public RunForm {
    requiredConnections = List.copyOf(requiredConnections);
  }

  /**
   * Stored credentials that steps call with.
   *
   * @param toolkit what the credentials are for
   * @param nodeIds the steps that need them
   * @param boundId the connection that the graph names
   * @param candidates connections of the toolkit to choose from
   */
  @Schema(name = "RequiredConnection")
  public record RequiredConnection(
      String toolkit, List<String> nodeIds, String boundId, List<String> candidates) {

    public RequiredConnection {
      nodeIds = List.copyOf(nodeIds);
      candidates = List.copyOf(candidates);
    }
  }

  static RunForm of(JsonNode graph, @Nullable JsonNode inputSchema, ObjectNode empty) {
    JsonNode properties = inputSchema == null ? empty : inputSchema.path("properties");
    for (var property : properties.properties()) {
      JsonNode value = property.getValue().get("default");
      if (value != null) {
        empty.set(property.getKey(), value);
      }
    }
    return new RunForm(inputSchema, empty, connections(graph));
  }

  private static List<RequiredConnection> connections(JsonNode graph) {
    Map<RequiredConnection, List<String>> nodes = new LinkedHashMap<>();
    for (JsonNode node : graph.path("nodes")) {
      JsonNode bound = node.path("data").path("connection");
      if (bound.isTextual() && !bound.textValue().isBlank()) {
        String toolkit = node.path("type").asText().replaceAll("\\..*", "");
        nodes
            .computeIfAbsent(
                new RequiredConnection(toolkit, List.of(), bound.textValue(), List.of()),
                key -> new ArrayList<>())
            .add(node.path("id").asText());
      }
    }
    List<RequiredConnection> connections = new ArrayList<>();
    nodes.forEach(
        (key, ids) ->
            connections.add(new RequiredConnection(key.toolkit, ids, key.boundId, key.candidates)));
    return connections;
  }
}
