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
        problems.error(node, field(error), message(error, type));
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
              "“%s” is no JSON Schema: %s"
                  .formatted(titleIn(setting.getValue(), setting.getKey()), fault.message()));
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
                    "'%s' is not a setting of “%s” and has no effect%s"
                        .formatted(name, type.title(), NearNames.hint(name, known)));
              }
            });
  }

  private static String field(Error error) {
    StringBuilder field = new StringBuilder("data");
    for (String name : path(error)) {
      if (isIndex(name)) {
        field.append('[').append(name).append(']');
      } else {
        field.append('.').append(name);
      }
    }
    return field.toString();
  }

  /** Names and indexes that lead to what an error is about. */
  private static List<String> path(Error error) {
    List<String> path = new ArrayList<>();
    for (String name : error.getInstanceLocation().toString().split("/")) {
      if (!name.isEmpty() && !name.equals("$")) {
        path.add(name.replace("~1", "/").replace("~0", "~"));
      }
    }
    if (error.getKeyword().equals("required")) {
      path.add(error.getProperty());
    }
    return path;
  }

  private static boolean isIndex(String name) {
    return name.matches("\\d{1,9}");
  }

  /** What the editor calls what an error is about: "Cases, item 2, Name". */
  private static String title(Error error, StepType type) {
    List<String> titles = new ArrayList<>();
    JsonNode schema = type.schema();
    for (String name : path(error)) {
      schema = isIndex(name) ? schema.path("items") : schema.path("properties").path(name);
      titles.add(isIndex(name) ? "item " + (Integer.parseInt(name) + 1) : titleIn(schema, name));
    }
    return titles.isEmpty() ? "Settings" : String.join(", ", titles);
  }

  private static String titleIn(JsonNode schema, String name) {
    return schema.path("title").asText(name);
  }

  private static String message(Error error, StepType type) {
    String title = title(error, type);
    return switch (error.getKeyword()) {
      case "required" -> "“" + title + "” is missing; set it";
      case "type" ->
          "“%s” must be %s, not %s"
              .formatted(
                  title,
                  JsonKinds.wanted(error.getSchemaNode()),
                  JsonKinds.name(error.getInstanceNode()));
      case "minLength" -> "“" + title + "” must not be empty";
      default -> "“" + title + "”: " + error.getMessage();
    };
  }

  private static void alternative(
      Graph.Node node, Error error, String place, StepType type, Problems problems) {
    if (place.chars().noneMatch(c -> c == '/')) {
      problems.error(node, "data", oneOf(type.schema()));
    } else {
      String wanted =
          type.schema()
              .at(place.substring(place.indexOf('/')))
              .path("anyOf")
              .valueStream()
              .map(each -> JsonKinds.wanted(each.path("type")))
              .collect(Collectors.joining(" or "));
      problems.error(node, field(error), "“" + title(error, type) + "” must be " + wanted);
    }
  }

  private static String oneOf(JsonNode schema) {
    String names =
        schema
            .path("anyOf")
            .valueStream()
            .flatMap(alternative -> alternative.path("required").valueStream())
            .map(JsonNode::asText)
            .distinct()
            .map(name -> "“" + titleIn(schema.path("properties").path(name), name) + "”")
            .collect(Collectors.joining(", "));
    return "set at least one of " + names;
  }
}
