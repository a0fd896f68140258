package dev.stitch.e2e.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.plan.Locality;
import dev.stitch.step.StepType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The step types as Markdown, from the same schemas that publishing checks configs against. */
final class StepTypeReference {

  private StepTypeReference() {}

  static String of(Collection<StepType> types) {
    return types.stream().map(StepTypeReference::section).collect(Collectors.joining("\n"));
  }

  private static String section(StepType type) {
    StringBuilder text = new StringBuilder();
    text.append("### `").append(type.id()).append("`\n\n").append(type.title()).append(". ");
    text.append(
        type.locality() == Locality.LOCAL ? "Local" : "Remote, on `" + type.taskQueue() + "`");
    text.append(type.effect() ? "; an outward effect." : ".");
    List<String> branches = type.branches(JsonNodeFactory.instance.objectNode());
    if (!branches.isEmpty()) {
      text.append(" Branches: ").append(quoted(branches)).append('.');
    }
    List<String> rows = new ArrayList<>();
    rows("", type.schema(), rows);
    if (!rows.isEmpty()) {
      text.append("\n\n| setting | type | meaning |\n|---|---|---|\n")
          .append(String.join("\n", rows));
    }
    String alternatives = alternatives(type.schema());
    if (!alternatives.isEmpty()) {
      text.append("\n\nAt least one of ").append(alternatives).append(" is needed.");
    }
    return text.append('\n').toString();
  }

  private static void rows(String prefix, JsonNode schema, List<String> rows) {
    List<String> required = schema.path("required").valueStream().map(JsonNode::asText).toList();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String name = prefix + property.getKey();
      JsonNode value = property.getValue();
      String shown = "`" + name + "`";
      rows.add(
          "| %s | %s | %s |"
              .formatted(
                  required.contains(property.getKey()) ? "**" + shown + "**" : shown,
                  type(value),
                  meaning(value)));
      rows(name + ".", value, rows);
      rows(name + "[].", value.path("items"), rows);
    }
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      return quoted(schema.path("enum").valueStream().map(JsonNode::asText).toList());
    }
    String type =
        schema.has("anyOf")
            ? schema
                .path("anyOf")
                .valueStream()
                .map(StepTypeReference::plainType)
                .collect(Collectors.joining(" or "))
            : plainType(schema);
    String format = format(schema);
    return format.isEmpty() ? type : type.equals("string") ? format : type + ", " + format;
  }

  private static String plainType(JsonNode schema) {
    String type = schema.path("type").asText("any");
    return switch (type) {
      case "array" ->
          schema.path("items").has("type") || schema.path("items").has("enum")
              ? "list of " + type(schema.path("items"))
              : "list";
      case "object" ->
          schema.path("additionalProperties").isObject()
              ? "object of " + type(schema.path("additionalProperties"))
              : "object";
      default -> type;
    };
  }

  private static String format(JsonNode schema) {
    return switch (schema.path("format").asText()) {
      case "cel" -> "CEL";
      case "" -> "";
      case "instant" -> "moment, template or CEL";
      case "timezone" -> "time zone";
      default -> schema.path("format").asText();
    };
  }

  private static String meaning(JsonNode schema) {
    String text = schema.path("description").asText(schema.path("title").asText() + ".");
    JsonNode otherwise = schema.path("default");
    String meaning =
        otherwise.isValueNode() ? text + " Default: `" + otherwise.asText() + "`." : text;
    return meaning.replace("|", "\\|").replace("\n", " ");
  }

  private static String alternatives(JsonNode schema) {
    return quoted(
        schema
            .path("anyOf")
            .valueStream()
            .flatMap(alternative -> alternative.path("required").valueStream())
            .map(JsonNode::asText)
            .distinct()
            .toList());
  }

  private static String quoted(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }
}
