package dev.stitch.activities.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.stitch.graph.SchemaPatterns;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The schema of an answer. Anthropic's API holds a model to a part of JSON Schema only; what is
 * beyond it is put to the model in words, and the answer is checked here against all of it.
 */
final class AnswerSchema {

  /** Problems of an answer that are told. */
  private static final int MAX_PROBLEMS = 5;

  /** Keywords that the API takes whose values are no schemas. */
  private static final Set<String> PLAIN =
      Set.of("type", "title", "description", "enum", "const", "required", "default", "$ref");

  /** Keywords that the API takes whose values are schemas by name. */
  private static final Set<String> NAMED = Set.of("properties", "$defs", "definitions");

  private static final Set<String> FORMATS =
      Set.of(
          "date-time",
          "time",
          "date",
          "duration",
          "email",
          "hostname",
          "uri",
          "ipv4",
          "ipv6",
          "uuid");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .regularExpressionFactory(new SchemaPatterns())
                          .build()));

  private final JsonNode json;
  private final Schema schema;

  AnswerSchema(JsonNode json) {
    this.json = json;
    this.schema = REGISTRY.getSchema(json);
  }

  /** The part that the API takes. */
  JsonNode forApi() {
    return forApi(json);
  }

  private static JsonNode forApi(JsonNode schema) {
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode taken = JsonCodec.MAPPER.createObjectNode();
    StringJoiner rest = new StringJoiner(", ");
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      String keyword = entry.getKey();
      JsonNode value = entry.getValue();
      if (PLAIN.contains(keyword) || takenAsIs(keyword, value)) {
        taken.set(keyword, value);
      } else if (NAMED.contains(keyword)) {
        ObjectNode schemas = taken.putObject(keyword);
        value.properties().forEach(each -> schemas.set(each.getKey(), forApi(each.getValue())));
      } else if (keyword.equals("items")) {
        taken.set(keyword, forApi(value));
      } else if (keyword.equals("anyOf") || keyword.equals("oneOf")) {
        value.forEach(each -> taken.withArray("anyOf").add(forApi(each)));
      } else if (!keyword.startsWith("$") && !keyword.equals("additionalProperties")) {
        rest.add(keyword + ": " + value);
      }
    }
    if (schema.path("type").asText().equals("object") || schema.has("properties")) {
      taken.put("additionalProperties", false);
    }
    if (rest.length() > 0) {
      String described = taken.path("description").asText("");
      taken.put("description", (described + " (" + rest + ")").strip());
    }
    return taken;
  }

  private static boolean takenAsIs(String keyword, JsonNode value) {
    return switch (keyword) {
      case "format" -> FORMATS.contains(value.asText());
      case "minItems" -> value.asInt() <= 1;
      default -> false;
    };
  }

  /**
   * The value of an answer.
   *
   * @throws StepException {@code UNUSABLE_ANSWER} when it is no JSON or does not meet the schema
   */
  JsonNode read(String answer) throws StepException {
    JsonNode value;
    try {
      value = JsonCodec.MAPPER.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new StepException(
          FailureCode.UNUSABLE_ANSWER, "The model's answer is no JSON: " + e.getOriginalMessage());
    }
    if (value == null || value.isMissingNode()) {
      throw new StepException(FailureCode.UNUSABLE_ANSWER, "The model's answer is empty.");
    }
    List<Error> problems = schema.validate(value);
    if (!problems.isEmpty()) {
      throw new StepException(
          FailureCode.UNUSABLE_ANSWER,
          problems.stream()
              .limit(MAX_PROBLEMS)
              .map(Error::toString)
              .collect(
                  Collectors.joining("; ", "The model's answer does not meet the schema: ", "")));
    }
    return value;
  }
}
