package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * JSON Schemas (2020-12) that flows carry, of their input and of what people are asked: whether
 * they are ones that we evaluate.
 */
public final class JsonSchemas {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static final Schema META_SCHEMA =
      SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(SchemaLocation.of(DIALECT));

  /** Nothing is cached by {@code $id}: two flows may use the same one for different schemas. */
  private static final SchemaRegistry UNCACHED =
      SchemaRegistry.withDialect(
          Dialects.getDraft202012(),
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .regularExpressionFactory(new SchemaPatterns())
                          .build()));

  private JsonSchemas() {}

  /**
   * What keeps a JSON from being a schema that we evaluate.
   *
   * @param pointer JSON pointer of the part at fault, empty for the whole
   */
  public record Fault(String pointer, String message) {}

  /** The faults of a schema; none when it is one. */
  public static List<Fault> faults(JsonNode schema) {
    JsonNode dialect = schema.path("$schema");
    if (dialect.isTextual() && !DIALECT.equals(dialect.textValue().replaceAll("#$", ""))) {
      return List.of(new Fault("/$schema", "must be " + DIALECT + " or absent"));
    }
    if (refersElsewhere(schema)) {
      return List.of(new Fault("", "may refer ($ref) to its own parts only, as in #/$defs/name"));
    }
    List<Fault> faults = new ArrayList<>();
    META_SCHEMA.validate(schema).forEach(error -> faults.add(fault(error)));
    if (faults.isEmpty() && !evaluates(schema)) {
      faults.add(new Fault("", "cannot be evaluated: check its patterns and references"));
    }
    return faults;
  }

  private static Fault fault(Error error) {
    String location = error.getInstanceLocation().toString();
    return new Fault(location.startsWith("/") ? location : "", error.getMessage());
  }

  private static boolean refersElsewhere(JsonNode schema) {
    Deque<JsonNode> rest = new ArrayDeque<>(List.of(schema));
    while (!rest.isEmpty()) {
      JsonNode node = rest.pop();
      for (String keyword : List.of("$ref", "$dynamicRef")) {
        JsonNode reference = node.path(keyword);
        if (reference.isTextual() && !reference.textValue().startsWith("#")) {
          return true;
        }
      }
      node.forEach(rest::push);
    }
    return false;
  }

  private static boolean evaluates(JsonNode schema) {
    try {
      Schema compiled = UNCACHED.getSchema(schema);
      compiled.initializeValidators();
      compiled.validate(JsonNodeFactory.instance.objectNode());
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      // The latter from a schema that refers to itself and never comes to an end.
      return false;
    }
  }
}
