package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;

/** How messages name the kinds of JSON. */
final class JsonKinds {

  private JsonKinds() {}

  /** Whether a setting is left out; null says the same. */
  static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  /** What a value is. */
  static String name(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "an object";
      case ARRAY -> "an array";
      case STRING, BINARY -> "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "null";
    };
  }

  /** What a schema's {@code type} asks for. */
  static String wanted(JsonNode type) {
    return switch (type.textValue()) {
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "an array";
      case "object" -> "an object";
      case null, default -> "one of " + type;
    };
  }
}
