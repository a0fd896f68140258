package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * What inputs are checked by of a schema that comes from a stranger: its references may lead round
 * and round or to another host, its expressions may take for ever. What is left out allows more,
 * never less: the server checks its inputs itself.
 */
final class StrangeSchema {

  private static final Set<String> VALUES =
      Set.of(
          "type",
          "required",
          "enum",
          "const",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems");

  private StrangeSchema() {}

  static JsonNode bounded(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    ObjectNode bounded = object.objectNode();
    for (var entry : object.properties()) {
      String keyword = entry.getKey();
      JsonNode value = entry.getValue();
      if (VALUES.contains(keyword)) {
        bounded.set(keyword, value);
      } else if (keyword.equals("properties") && value instanceof ObjectNode properties) {
        ObjectNode each = bounded.putObject(keyword);
        properties.properties().forEach(it -> each.set(it.getKey(), bounded(it.getValue())));
      } else if (keyword.equals("items")) {
        bounded.set(keyword, bounded(value));
      } else if (keyword.equals("additionalProperties") && !object.has("patternProperties")) {
        bounded.set(keyword, bounded(value));
      } else if (keyword.equals("anyOf") && value instanceof ArrayNode choices) {
        ArrayNode each = bounded.putArray(keyword);
        choices.forEach(choice -> each.add(bounded(choice)));
      }
    }
    return bounded;
  }
}
