package dev.stitch.api.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.RequiredConnection;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

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

  static RunForm of(
      List<RequiredConnection> connections, @Nullable JsonNode inputSchema, ObjectNode empty) {
    JsonNode properties = inputSchema == null ? empty : inputSchema.path("properties");
    for (var property : properties.properties()) {
      JsonNode value = property.getValue().get("default");
      if (value != null) {
        empty.set(property.getKey(), value);
      }
    }
    return new RunForm(inputSchema, empty, connections);
  }
}
