package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.stitch.model.BoundedCache;
import dev.stitch.model.NearNames;
import dev.stitch.step.StepType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a node's config against its type's schema, which is compiled once per type. */
final class ConfigSchemas {

  /** What the canvas may keep in any node's data. */
  private static final Set<String> CANVAS = Set.of("label", "description", "notes");

  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .keyword(new NonValidationKeyword("x-result"))
          .keyword(new NonValidationKeyword("x-schema"))
          .keyword(new NonValidationKeyword("x-lines"))
          .keyword(new NonValidationKeyword("x-variables"))
          .build();

  private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(DIALECT);

  private static final BoundedCache<String, Schema> SCHEMAS = new BoundedCache<>(256);

  private ConfigSchemas() {}

  static void check(Graph.Node node, StepType type, Problems problems) {
    Schema schema = SCHEMAS.get(type.id(), id -> REGISTRY.getSchema(type.schema()));
    Set<String> alternatives = new HashSet<>();
    for (Error error : schema.validate(node.data())) {
      String path = error.getEvaluationPath().toString();
      int anyOf = path.indexOf("/anyOf");
      // Each alternative that fails is an error of its own; together they are one.
      if (anyOf < 0) {
        problems.error(node, field(error), message(error));
      } else if (alternatives.add(path.substring(0, anyOf))) {
        alternative(node, error, path.substring(0, anyOf), type, problems);
      }
    }
    carriedSchemas(node, type, problems);
    unknownSettings(node, type, problems);
  }

  /** Settings that are schemas themselves are told when they are none, not when they are needed. */
  private static void carriedSchemas(Graph.Node node, StepType type, Problems problems) {
    for (var setting : type.schema().path("properties").properties()) {
      JsonNode carried = node.data().path(setting.getKey());
      if (setting.getValue().path("x-schema").asBoolean() && carried.isObject()) {
        for (JsonSchemas.Fault fault : JsonSchemas.faults(carried)) {
          problems.error(
              node,
              "data." + setting.getKey() + fault.pointer().replace('/', '.'),
              "'%s' is no JSON Schema: %s".formatted(setting.getKey(), fault.message()));
        }
      }
    }
  }

  /** Misspelt settings would have no effect in silence. */
  private static void unknownSettings(Graph.Node node, StepType type, Problems problems) {
    JsonNode properties = type.schema().path("properties");
    List<String> known = new ArrayList<>(CommonSettings.NAMES);
    properties.fieldNames().forEachRemaining(known::add);
    node.data()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name) && !CANVAS.contains(name)) {
                problems.warning(
                    node,
                    "data." + name,
                    "'%s' is not a setting of %s and has no effect%s"
                        .formatted(name, type.id(), NearNames.hint(name, known)));
              }
            });
  }

  private static String field(Error error) {
    String path = error.getInstanceLocation().toString();
    StringBuilder field = new StringBuilder("data");
    for (String name : path.split("/")) {
      if (name.matches("\\d+")) {
        field.append('[').append(name).append(']');
      } else if (!name.isEmpty() && !name.equals("$")) {
        field.append('.').append(name.replace("~1", "/").replace("~0", "~"));
      }
    }
    if (error.getKeyword().equals("required")) {
      field.append('.').append(error.getProperty());
    }
    return field.toString();
  }

  private static String name(String field) {
    return field.equals("data") ? field : field.substring("data.".length());
  }

  private static String message(Error error) {
    String field = field(error);
    String name = name(field);
    return switch (error.getKeyword()) {
      case "required" -> "'" + name + "' is missing; set it";
      case "type" ->
          "'%s' must be %s, not %s"
              .formatted(
                  name,
                  JsonKinds.wanted(error.getSchemaNode()),
                  JsonKinds.name(error.getInstanceNode()));
      case "minLength" -> "'" + name + "' must not be empty";
      default -> "'" + name + "': " + error.getMessage();
    };
  }

  private static void alternative(
      Graph.Node node, Error error, String place, StepType type, Problems problems) {
    if (place.chars().noneMatch(c -> c == '/')) {
      problems.error(node, "data", oneOf(type.schema().path("anyOf")));
    } else {
      String wanted =
          type.schema()
              .at(place.substring(place.indexOf('/')))
              .path("anyOf")
              .valueStream()
              .map(each -> JsonKinds.wanted(each.path("type")))
              .collect(Collectors.joining(" or "));
      problems.error(node, field(error), "'" + name(field(error)) + "' must be " + wanted);
    }
  }

  private static String oneOf(JsonNode alternatives) {
    String names =
        alternatives
            .valueStream()
            .flatMap(alternative -> alternative.path("required").valueStream())
            .map(name -> "'" + name.asText() + "'")
            .distinct()
            .collect(Collectors.joining(", "));
    return "set at least one of " + names;
  }
}
