package dev.stitch.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An object of an answer, read tolerantly: what is missing or of another type than documented is
 * absent, so that one odd field costs that field, and not a page of people.
 */
public record Fields(JsonNode json) {

  /** Longer ones are no names, texts or addresses of people, and would fill a database. */
  private static final int MAX_TEXT = 100_000;

  /** The first of these names that has a text, or a number written as one; null when none has. */
  public @Nullable String text(String... names) {
    for (String name : names) {
      JsonNode value = json.path(name);
      if (value.isTextual() || value.isIntegralNumber()) {
        String text = value.asText();
        if (!text.isBlank()) {
          return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        }
      }
    }
    return null;
  }

  /** As {@link #text}, for what cannot be done without. */
  public Optional<String> needed(String... names) {
    return Optional.ofNullable(text(names));
  }

  /** The first of these names that has a whole number, also written as text; null when none has. */
  public @Nullable Long count(String... names) {
    for (String name : names) {
      JsonNode value = json.path(name);
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        return value.longValue();
      }
      if (value.isTextual() && value.textValue().matches("-?\\d{1,18}")) {
        return Long.valueOf(value.textValue());
      }
    }
    return null;
  }

  /** Whether a field is true; anything else is false. */
  public boolean flag(String name) {
    return json.path(name).isBoolean() && json.path(name).booleanValue();
  }

  /** A time as RFC 3339 has it, null when it is none. */
  public @Nullable Instant time(String name) {
    String text = text(name);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** An object within, without fields when there is none. */
  public Fields object(String name) {
    return new Fields(json.path(name));
  }

  /** The objects of a list; what is no object in it is left out. */
  public List<Fields> objects(String name) {
    return elements(name).filter(JsonNode::isObject).map(Fields::new).toList();
  }

  /** The texts of a list; what is no text in it is left out. */
  public List<String> texts(String name) {
    return elements(name).filter(JsonNode::isTextual).map(JsonNode::textValue).toList();
  }

  private Stream<JsonNode> elements(String name) {
    JsonNode list = json.path(name);
    return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
  }
}
