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

  /** Most values in an example: a schema may ask for billions in a few characters. */
  private static final int MAX_VALUES = 1_000;

  private final JsonNode root;
  private int values;

  private SchemaExample(JsonNode root) {
    this.root = root;
  }

  static JsonNode of(JsonNode schema) {
    return new SchemaExample(schema).of(schema, 0);
  }

  private JsonNode of(JsonNode schema, int depth) {
    if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
      return NullNode.instance;
    }
    if (schema.path("$ref").isTextual()) {
      return of(root.at(schema.path("$ref").textValue().substring(1)), depth + 1);
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
        return of(schema.path(keyword).get(0), depth + 1);
      }
    }
    JsonNode type =
        schema.path("type").isArray() ? schema.path("type").get(0) : schema.path("type");
    return switch (type == null ? "" : type.asText()) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "string" -> text(schema);
      case "integer", "number" -> IntNode.valueOf(schema.path("minimum").asInt(1));
      case "boolean" -> BooleanNode.TRUE;
      default -> schema.has("properties") ? object(schema, depth) : NullNode.instance;
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(entry -> object.set(entry.getKey(), of(entry.getValue(), depth + 1)));
    return object;
  }

  private ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    int items = Math.max(1, schema.path("minItems").asInt());
    for (int i = 0; i < items && values < MAX_VALUES; i++) {
      array.add(of(schema.path("items"), depth + 1));
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
