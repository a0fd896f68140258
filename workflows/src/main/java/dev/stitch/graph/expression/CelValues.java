package dev.stitch.graph.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carries values between JSON and CEL. */
final class CelValues {

  /** Largest result, in values and characters of text together; it travels in workflow state. */
  static final int MAX_RESULT = 1 << 20;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CelValues() {}

  /** JSON as CEL sees it: whole numbers are {@code int}, others {@code double}. */
  static Object toCel(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new TreeMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), toCel(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(json.size());
        json.forEach(element -> list.add(toCel(element)));
        yield list;
      }
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> number(json);
      case STRING, BINARY, POJO -> json.asText();
      case NULL, MISSING -> NullValue.NULL_VALUE;
    };
  }

  private static Object number(JsonNode json) {
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return json.longValue();
    }
    return json.doubleValue();
  }

  /**
   * A result as JSON: keys sorted, instants and durations as ISO 8601.
   *
   * @throws IllegalArgumentException when JSON has no such value or the result is too large
   */
  static JsonNode toJson(Object value) {
    return new Budget().json(value);
  }

  private static final class Budget {
    private int left = MAX_RESULT;

    private void spend(int amount) {
      left -= amount;
      if (left < 0) {
        throw new IllegalArgumentException("the result is larger than 1 MiB");
      }
    }

    JsonNode json(@Nullable Object value) {
      spend(1);
      return switch (value) {
        case null -> JSON.nullNode();
        case NullValue none -> JSON.nullNode();
        case String text -> text(text);
        case Boolean flag -> JSON.booleanNode(flag);
        case Long number -> JSON.numberNode(number);
        case UnsignedLong number -> JSON.numberNode(number.bigIntegerValue());
        case Double number -> number(number);
        case Instant instant -> text(instant.toString());
        case Duration duration -> text(duration.toString());
        case List<?> list -> list(list);
        case Map<?, ?> map -> map(map);
        case Optional<?> optional -> json(optional.orElse(null));
        case CelByteString bytes -> bytes(bytes);
        case CelType type -> text(type.name());
        default ->
            throw new IllegalArgumentException(
                "the result is a " + value.getClass().getSimpleName() + ", which JSON cannot hold");
      };
    }

    private JsonNode text(String text) {
      spend(text.length());
      return JSON.textNode(text);
    }

    private JsonNode bytes(CelByteString bytes) {
      spend(bytes.size());
      return JSON.binaryNode(bytes.toByteArray());
    }

    private JsonNode number(double number) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("the result is " + number + ", which JSON cannot hold");
      }
      return JSON.numberNode(number);
    }

    private JsonNode list(List<?> list) {
      ArrayNode array = JSON.arrayNode();
      list.forEach(element -> array.add(json(element)));
      return array;
    }

    private JsonNode map(Map<?, ?> map) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      map.forEach(
          (key, element) -> {
            String name = String.valueOf(key);
            spend(name.length());
            sorted.put(name, json(element));
          });
      ObjectNode object = JSON.objectNode();
      sorted.forEach(object::set);
      return object;
    }
  }
}
