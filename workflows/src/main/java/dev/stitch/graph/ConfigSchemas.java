package dev.stitch.graph;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.stitch.step.StepType;
import java.util.ArrayList;
import java.util.List;

/** Checks a node's config against its type's schema, which is compiled once per type. */
final class ConfigSchemas {

  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .keyword(new NonValidationKeyword("x-result"))
          .build();

  private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(DIALECT);

  private static final BoundedCache<String, Schema> SCHEMAS = new BoundedCache<>(256);

  private ConfigSchemas() {}

  static void check(Graph.Node node, StepType type, Problems problems) {
    Schema schema = SCHEMAS.get(type.id(), id -> REGISTRY.getSchema(type.schema()));
    for (Error error : schema.validate(node.data())) {
      problems.error(node, field(error), message(error));
    }
    for (String name : unknown(node, type)) {
      List<String> known = new ArrayList<>();
      type.schema().path("properties").fieldNames().forEachRemaining(known::add);
      problems.warning(
          node,
          "data." + name,
          "'" + name + "' is not a setting of " + type.id() + NearNames.hint(name, known));
    }
  }

  /** Misspelt settings would be ignored in silence; labels and notes of the canvas may be. */
  private static List<String> unknown(Graph.Node node, StepType type) {
    List<String> unknown = new ArrayList<>();
    node.data()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!type.schema().path("properties").has(name)
                  && !CommonSettings.NAMES.contains(name)
                  && !CANVAS.contains(name)) {
                unknown.add(name);
              }
            });
    return unknown;
  }

  private static final List<String> CANVAS = List.of("label", "description", "notes");

  private static String field(Error error) {
    String path = error.getInstanceLocation().toString();
    String at = "data" + (path.startsWith("$") ? path.substring(1) : path);
    return error.getKeyword().equals("required") ? at + "." + error.getProperty() : at;
  }

  private static String message(Error error) {
    String field = field(error).substring(Math.min(5, field(error).length()));
    return switch (error.getKeyword()) {
      case "required" -> "'" + field + "' is missing; set it";
      case "type" ->
          "'%s' must be %s, not %s"
              .formatted(
                  field,
                  expected(error.getSchemaNode()),
                  GraphReader.kind(error.getInstanceNode()));
      case "minLength" -> "'" + field + "' must not be empty";
      default -> "'" + field + "': " + error.getMessage();
    };
  }

  private static String expected(com.fasterxml.jackson.databind.JsonNode type) {
    return type == null ? "of another type" : type.toString().replace("\"", "");
  }
}
