package dev.stitch.api.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A route as the API's own description has it, with the schemas of its parameters and body.
 *
 * @param path with its parameters in braces
 * @param body the schema of its body, an object; null when it takes none
 */
record Operation(
    String id,
    HttpMethod method,
    String path,
    String description,
    List<Parameter> parameters,
    @Nullable Body body) {

  /** Where a parameter stands in the request. */
  enum Place {
    PATH,
    QUERY,
    HEADER
  }

  /**
   * A parameter besides the body.
   *
   * @param argument its name as an argument of a tool
   */
  record Parameter(
      String name, String argument, Place place, boolean required, ObjectNode schema) {}

  /** What a route takes besides its parameters. */
  record Body(ObjectNode schema, boolean required) {

    List<String> fields() {
      List<String> fields = new ArrayList<>();
      schema.path("properties").fieldNames().forEachRemaining(fields::add);
      return fields;
    }
  }

  Operation {
    parameters = List.copyOf(parameters);
  }

  /** The names of everything that it takes: its parameters, and the fields of its body. */
  Set<String> arguments() {
    Set<String> names = new LinkedHashSet<>();
    parameters.forEach(parameter -> names.add(parameter.argument()));
    if (body != null) {
      names.addAll(body.fields());
    }
    return names;
  }

  /** One JSON Schema of all arguments: parameters and fields of the body stand side by side. */
  ObjectNode inputSchema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    List<String> required = new ArrayList<>();
    for (Parameter parameter : parameters) {
      properties.set(parameter.argument(), parameter.schema());
      if (parameter.required()) {
        required.add(parameter.argument());
      }
    }
    if (body != null) {
      properties.setAll((ObjectNode) body.schema().get("properties"));
      body.schema().path("required").forEach(name -> required.add(name.textValue()));
    }
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    return schema.put("additionalProperties", false);
  }
}
