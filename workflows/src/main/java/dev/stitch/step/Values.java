package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of {@code set}, {@code transform} and their like: a map from dotted path to CEL.
 *
 * @param byPath each result by its path, sorted
 */
public record Values(Map<String, JsonNode> byPath) {

  /** JSON Schema of a config that has only the {@code values} setting. */
  public static final String SCHEMA =
      """
      {"type": "object",
       "required": ["values"],
       "properties": {
         "values": {"type": "object", "minProperties": 1, "maxProperties": 200, "title": "Values",
           "description": "From path to CEL, e.g. lead.score → contact.attributes.visits * 2.",
           "propertyNames": {"pattern": "^[^.\\\\s][^.]*([.][^.]+)*$", "maxLength": 200},
           "additionalProperties": {"type": "string", "format": "cel"}}}}
      """;

  /** Evaluates the config's {@code values}. */
  public static Values of(StepContext context) throws StepException {
    Map<String, JsonNode> results = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : context.config().path("values").properties()) {
      results.put(entry.getKey(), context.evaluate(entry.getValue().asText()));
    }
    return new Values(results);
  }

  /** The results by dotted path. */
  public ObjectNode flat() {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    byPath.forEach(flat::set);
    return flat;
  }

  /**
   * The results as nested objects.
   *
   * @throws StepException {@code INVALID_CONFIG} when one path runs through the value of another
   */
  public ObjectNode nested() throws StepException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : byPath.entrySet()) {
      String[] names = entry.getKey().split("\\.", -1);
      ObjectNode parent = root;
      for (int i = 0; i < names.length - 1; i++) {
        JsonNode child = parent.get(names[i]);
        if (child == null) {
          parent = parent.putObject(names[i]);
        } else if (child instanceof ObjectNode object) {
          parent = object;
        } else {
          throw new StepException(
              FailureCode.INVALID_CONFIG,
              "values: '" + entry.getKey() + "' runs through a value that is not an object");
        }
      }
      parent.set(names[names.length - 1], entry.getValue().deepCopy());
    }
    return root;
  }
}
