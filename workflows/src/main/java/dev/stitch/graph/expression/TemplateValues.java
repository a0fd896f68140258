package dev.stitch.graph.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.jknack.handlebars.Formatter;
import dev.stitch.json.JsonCodec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as templates see it: maps, lists, texts, numbers and booleans, and nothing with methods. */
final class TemplateValues {

  private TemplateValues() {}

  static Object of(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties().forEach(entry -> map.put(entry.getKey(), of(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<Object> list = new ArrayList<>(json.size());
        json.forEach(element -> list.add(of(element)));
        yield list;
      }
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> number(json);
      case STRING, BINARY, POJO -> json.asText();
      // Not null: a null would be looked up again in the enclosing scopes.
      case NULL, MISSING -> "";
    };
  }

  private static Object number(JsonNode json) {
    if (json.isIntegralNumber()) {
      return json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
    }
    return Double.isFinite(json.doubleValue()) ? json.decimalValue() : json.asText();
  }

  /** Objects and lists render as JSON, numbers without an exponent. */
  static Object format(Object value, Formatter.Chain next) {
    return switch (value) {
      case Map<?, ?> map -> json(map);
      case List<?> list -> json(list);
      case BigDecimal number when Math.abs(number.scale()) < 64 -> number.toPlainString();
      default -> next.format(value);
    };
  }

  private static String json(Object value) {
    try {
      return JsonCodec.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain data is always JSON", e);
    }
  }
}
