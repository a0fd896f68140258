package dev.stitch.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads operations off the API's OpenAPI document, their schemas as plain JSON Schema. */
final class ApiDescription {

  /** What OpenAPI says in a schema that JSON Schema does not know, or a model does not need. */
  private static final Set<String> NOT_JSON_SCHEMA = Set.of("nullable", "example", "discriminator");

  private static final String JSON = "/requestBody/content/application~1json/schema";

  private final JsonNode document;

  ApiDescription(byte[] document) {
    try {
      this.document = new ObjectMapper().readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException("the API's description is no JSON", e);
    }
  }

  /** The version of the API. */
  String version() {
    return document.at("/info/version").textValue();
  }

  /** All operations, by their ids. */
  Map<String, Operation> operations() {
    Map<String, Operation> operations = new HashMap<>();
    for (var path : document.path("paths").properties()) {
      for (var route : path.getValue().properties()) {
        Operation operation =
            operation(
                HttpMethod.valueOf(route.getKey().toUpperCase(Locale.ROOT)),
                path.getKey(),
                route.getValue());
        operations.put(operation.id(), operation);
      }
    }
    return operations;
  }

  private Operation operation(HttpMethod method, String path, JsonNode route) {
    Operation.Body body = body(route);
    List<String> fields = body == null ? List.of() : body.fields();
    List<Operation.Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : route.path("parameters")) {
      parameters.add(parameter(resolved(parameter), fields));
    }
    return new Operation(
        route.path("operationId").textValue(),
        method,
        path,
        route.path("summary").textValue() + ".",
        parameters,
        body);
  }

  private Operation.Parameter parameter(JsonNode parameter, List<String> fields) {
    ObjectNode schema = (ObjectNode) plain(parameter.path("schema"));
    if (parameter.has("description")) {
      schema.set("description", parameter.get("description"));
    }
    String name = parameter.path("name").textValue();
    Operation.Place place =
        Operation.Place.valueOf(parameter.path("in").textValue().toUpperCase(Locale.ROOT));
    return new Operation.Parameter(
        name,
        argument(name, place, fields),
        place,
        parameter.path("required").booleanValue(),
        schema);
  }

  /**
   * {@code If-Match} is {@code ifMatch}; an {@code id} in the path of a route whose body has one,
   * too, is {@code pathId}.
   */
  private static String argument(String name, Operation.Place place, List<String> fields) {
    if (place == Operation.Place.HEADER) {
      return NameUtils.camelCase(name.toLowerCase(Locale.ROOT), true);
    }
    return fields.contains(name) ? "path" + NameUtils.capitalize(name) : name;
  }

  private Operation.@Nullable Body body(JsonNode route) {
    return plain(route.at(JSON)) instanceof ObjectNode schema && schema.has("properties")
        ? new Operation.Body(schema, route.at("/requestBody/required").booleanValue())
        : null;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
  }

  /** A schema without references: those of requests are small, and none holds itself. */
  private JsonNode plain(JsonNode schema) {
    if (schema.isArray()) {
      var plain = ((ArrayNode) schema).arrayNode();
      schema.forEach(item -> plain.add(plain(item)));
      return plain;
    }
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    if (schema.has("$ref")) {
      return plain(resolved(schema));
    }
    ObjectNode plain = object.objectNode();
    for (var entry : object.properties()) {
      if (!NOT_JSON_SCHEMA.contains(entry.getKey())) {
        plain.set(entry.getKey(), plain(entry.getValue()));
      }
    }
    return unwrapped(plain);
  }

  /** OpenAPI 3.0 wraps a reference that has a sibling into {@code allOf}. */
  private static ObjectNode unwrapped(ObjectNode schema) {
    if (schema.path("allOf").size() == 1 && schema.at("/allOf/0") instanceof ObjectNode only) {
      ObjectNode merged = only.deepCopy();
      schema.remove("allOf");
      merged.setAll(schema);
      return merged;
    }
    return schema;
  }
}
