package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text in a node's config that the step type's schema gives one of our formats.
 *
 * @param path inside the node, e.g. {@code data.cases[0].expression}
 * @param condition whether it is CEL that must be true or false ({@code "x-result": "boolean"})
 * @param variables what a template sees here besides the usual names ({@code "x-variables"})
 */
record ConfigField(
    String path, Format format, boolean condition, List<String> variables, String text) {

  /** The formats of our own. */
  enum Format {
    CEL,
    TEMPLATE,
    DURATION,
    INSTANT,
    TIMEZONE
  }

  ConfigField as(Format other) {
    return new ConfigField(path, other, condition, variables, text);
  }

  private record Place(JsonNode schema, JsonNode value, String path) {}

  /**
   * All such texts, found under {@code properties}, {@code additionalProperties} and {@code items}.
   * A {@code template} that is an object or list means every text in it.
   */
  static List<ConfigField> of(JsonNode schema, JsonNode config) {
    List<ConfigField> fields = new ArrayList<>();
    Deque<Place> pending = new ArrayDeque<>();
    pending.push(new Place(schema, config, "data"));
    while (!pending.isEmpty()) {
      Place place = pending.pop();
      Format format = format(place.schema());
      if (format != null && place.value().isTextual()) {
        boolean condition = "boolean".equals(place.schema().path("x-result").textValue());
        fields.add(
            new ConfigField(
                place.path(),
                format,
                condition,
                place.schema().path("x-variables").valueStream().map(JsonNode::asText).toList(),
                place.value().textValue()));
      }
      JsonNode inherited = format == Format.TEMPLATE ? place.schema() : null;
      enter(place, inherited, pending);
    }
    return fields;
  }

  private static void enter(Place place, @Nullable JsonNode inherited, Deque<Place> pending) {
    JsonNode schema = place.schema();
    for (var entry : place.value().properties()) {
      JsonNode known = schema.path("properties").path(entry.getKey());
      JsonNode other = schema.path("additionalProperties");
      JsonNode declared = known.isObject() ? known : other;
      String path = place.path() + "." + entry.getKey();
      pending.push(new Place(either(declared, inherited), entry.getValue(), path));
    }
    if (place.value().isArray()) {
      for (int i = 0; i < place.value().size(); i++) {
        String path = place.path() + "[" + i + "]";
        pending.push(
            new Place(either(schema.path("items"), inherited), place.value().get(i), path));
      }
    }
  }

  private static JsonNode either(JsonNode declared, @Nullable JsonNode inherited) {
    if (declared.isObject()) {
      return declared;
    }
    return inherited == null ? JsonNodeFactory.instance.objectNode() : inherited;
  }

  private static @Nullable Format format(JsonNode schema) {
    return switch (schema.path("format").textValue()) {
      case "cel" -> Format.CEL;
      case "template" -> Format.TEMPLATE;
      case "duration" -> Format.DURATION;
      case "instant" -> Format.INSTANT;
      case "timezone" -> Format.TIMEZONE;
      case null, default -> null;
    };
  }
}
