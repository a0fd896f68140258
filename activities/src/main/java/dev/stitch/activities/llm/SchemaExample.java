package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * The plainest value of a schema: its constant, default, first example or first choice, else one of
 * its type. Meets what most schemas ask; where one asks more, the scripted model needs a script.
 */
final class SchemaExample {

  /** A schema may refer to itself. */
  private static final int MAX_DEPTH = 20;

  private SchemaExample() {}

  static JsonNode of(JsonNode schema) {
    return of(schema, schema, 0);
  }

  private static JsonNode of(JsonNode schema, JsonNode root, int depth) {
    if (depth > MAX_DEPTH) {
      return NullNode.instance;
    }
    if (schema.path("$ref").isTextual()) {
      return of(root.at(schema.path("$ref").textValue().substring(1)), root, depth + 1);
    }
    for (String keyword : List.of("const", "default")) {
      if (schema.has(keyword)) {
        return schema.get(keyword);
      }
    }
    for (String keyword : List.of("examples", "enum")) {
      if (schema.path(keyword).has(0)) {
        return schema.path(keyword).get(0);
      }
    }
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (schema.path(keyword).has(0)) {
        return of(schema.path(keyword).get(0), root, depth + 1);
      }
    }
    JsonNode type =
        schema.path("type").isArray() ? schema.path("type").get(0) : schema.path("type");
    return switch (type == null ? "" : type.asText()) {
      case "object" -> object(schema, root, depth);
      case "array" -> array(schema, root, depth);
      case "string" -> text(schema);
      case "integer", "number" -> IntNode.valueOf(schema.path("minimum").asInt(1));
      case "boolean" -> BooleanNode.TRUE;
      default -> schema.has("properties") ? object(schema, root, depth) : NullNode.instance;
    };
  }

  private static ObjectNode object(JsonNode schema, JsonNode root, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(entry -> object.set(entry.getKey(), of(entry.getValue(), root, depth + 1)));
    return object;
  }

  private static ArrayNode array(JsonNode schema, JsonNode root, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < Math.max(1, schema.path("minItems").asInt()); i++) {
      array.add(of(schema.path("items"), root, depth + 1));
    }
    return array;
  }

  private static TextNode text(JsonNode schema) {
    return TextNode.valueOf(
        switch (schema.path("format").asText()) {
          case "email" -> "ada@example.org";
          case "uri" -> "https://example.org";
          case "date" -> "2026-01-01";
          case "date-time" -> "2026-01-01T00:00:00Z";
          default -> "scripted";
        });
  }
}
