package dev.stitch.store.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.page.Filter;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is asked of contacts wherever they, or what belongs to them, are listed; null asks nothing.
 *
 * @param company part of the company's name, whatever the case
 * @param attribute the name of an attribute that they have, or {@code name=value}
 */
public record ContactTraits(
    @Nullable String tag, @Nullable String company, @Nullable String attribute) {

  public ContactTraits {
    tag = blankAsNull(tag);
    company = blankAsNull(company);
    attribute = blankAsNull(attribute);
  }

  /** Adds conditions on contacts {@code c}. */
  public Filter restrict(Filter filter) {
    filter.and("c.tags @> ARRAY[?::text]", tag).containing(company, "c.company");
    if (attribute == null) {
      return filter;
    }
    int equals = attribute.indexOf('=');
    if (equals < 0) {
      return filter.and("c.attributes ?? :attribute", Map.of("attribute", attribute.strip()));
    }
    String name = attribute.substring(0, equals).strip();
    return filter.any(
        "c.attributes @> ?",
        meant(attribute.substring(equals + 1).strip()).stream()
            .map(value -> Jsonb.object().<JsonNode>set(name, value))
            .toList());
  }

  /** A value as it may be kept: {@code 5} is a number here and a text there. */
  private static List<JsonNode> meant(String text) {
    List<JsonNode> values = new ArrayList<>(List.of(TextNode.valueOf(text)));
    try {
      JsonNode literal =
          Jsonb.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
      if (literal.isNumber() || literal.isBoolean()) {
        values.add(literal);
      }
    } catch (JsonProcessingException e) {
      // A text, then.
    }
    return values;
  }

  private static @Nullable String blankAsNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
