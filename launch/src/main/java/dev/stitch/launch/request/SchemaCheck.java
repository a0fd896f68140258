package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Result;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import com.networknt.schema.walk.ApplyDefaultsStrategy;
import com.networknt.schema.walk.WalkConfig;
import dev.stitch.graph.SchemaPatterns;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** Checks values that clients send against JSON Schemas that flows carry (2020-12). */
public final class SchemaCheck {

  /** Problems told at once; who has more will see the rest next time. */
  private static final int MAX_FAULTS = 50;

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaCacheEnabled(false)
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .pathType(PathType.JSON_POINTER)
                          .formatAssertionsEnabled(true)
                          .regularExpressionFactory(new SchemaPatterns())
                          .build()));

  private static final WalkConfig WITH_DEFAULTS =
      WalkConfig.builder()
          .applyDefaultsStrategy(
              ApplyDefaultsStrategy.builder()
                  .applyPropertyDefaults(true)
                  .applyArrayDefaults(true)
                  .build())
          .build();

  private SchemaCheck() {}

  /**
   * A value with the schema's defaults filled in.
   *
   * @param schema null when anything is right
   * @param pointer where the value is in the request's body
   * @throws Refusal 422 when it does not match; every fault has its pointer
   */
  public static JsonNode checked(@Nullable JsonNode schema, JsonNode value, String pointer) {
    if (schema == null || !schema.isObject()) {
      return value;
    }
    JsonNode filled = value.deepCopy();
    Result result = result(schema, filled, pointer);
    List<Refusal.Fault> faults =
        result.getErrors().stream()
            .limit(MAX_FAULTS)
            .map(error -> new Refusal.Fault(pointer + pointer(error), error.getMessage()))
            .toList();
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
    return filled;
  }

  /** Fills in the defaults and checks; refuses what the schema itself makes impossible to check. */
  private static Result result(JsonNode schema, JsonNode value, String pointer) {
    try {
      return REGISTRY
          .getSchema(schema)
          .walk(value, true, context -> context.setWalkConfig(WITH_DEFAULTS));
    } catch (SchemaException | IllegalArgumentException | StackOverflowError e) {
      // The last from a schema that refers to itself and never comes to an end.
      throw Refusal.invalid(
          pointer, "cannot be checked: the flow's schema for it cannot be evaluated");
    }
  }

  /** Of a property that is missing, where it should be. */
  private static String pointer(Error error) {
    String location = error.getInstanceLocation().toString();
    return "required".equals(error.getKeyword())
        ? location + "/" + error.getProperty().replace("~", "~0").replace("/", "~1")
        : location;
  }
}
