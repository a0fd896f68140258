package dev.stitch.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.JsonCodec;

/** Reads the JSON Schema that a step type carries as a text block. */
public final class ConfigSchema {

  private ConfigSchema() {}

  /**
   * The schema as JSON.
   *
   * @throws IllegalArgumentException when the text is not a JSON object; a defect of the step type
   */
  public static JsonNode of(String json) {
    try {
      JsonNode schema = JsonCodec.MAPPER.readTree(json);
      if (!schema.isObject()) {
        throw new IllegalArgumentException("a config schema is a JSON object");
      }
      return schema;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the config schema is not JSON: " + e.getMessage(), e);
    }
  }
}
