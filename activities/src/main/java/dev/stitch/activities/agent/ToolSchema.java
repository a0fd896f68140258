package dev.stitch.activities.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.stitch.json.JsonCodec;
import java.util.Optional;
import java.util.stream.Collectors;

/** The schema of a tool's input. */
record ToolSchema(JsonNode json, Schema schema) {

  /** Problems of an input that a model is told at once. */
  private static final int MOST_PROBLEMS = 5;

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(Dialects.getDraft202012());

  /** The schema that a tool's source has as text. */
  static ToolSchema of(String json) {
    try {
      JsonNode tree = JsonCodec.MAPPER.readTree(json);
      return new ToolSchema(tree, REGISTRY.getSchema(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tool's schema is no JSON", e);
    }
  }

  /**
   * A schema that models are told of and another that inputs are checked by.
   *
   * @throws com.networknt.schema.SchemaException when it is none
   */
  static ToolSchema of(JsonNode told, JsonNode checked) {
    return new ToolSchema(told, REGISTRY.getSchema(checked));
  }

  /** What is wrong with an input, in words; empty when it meets the schema. */
  Optional<String> problem(JsonNode input) {
    String problems =
        schema.validate(input).stream()
            .limit(MOST_PROBLEMS)
            .map(Error::toString)
            .collect(Collectors.joining("; "));
    return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
  }
}
