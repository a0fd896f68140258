package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;

/** Changes every text of a JSON value, names of fields included, and nothing else. */
final class JsonTexts {

  private JsonTexts() {}

  /** A copy; recursion is as deep as the JSON reader lets values nest. */
  static JsonNode mapped(JsonNode json, UnaryOperator<String> change) {
    return switch (json) {
      case TextNode text -> TextNode.valueOf(change.apply(text.textValue()));
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                field -> copy.set(change.apply(field.getKey()), mapped(field.getValue(), change)));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> copy.add(mapped(element, change)));
        yield copy;
      }
      default -> json;
    };
  }
}
