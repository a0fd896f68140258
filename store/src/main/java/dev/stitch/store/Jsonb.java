package dev.stitch.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.stitch.schema.PropertyOrder;
import io.micronaut.core.annotation.Nullable;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.postgresql.util.PGobject;

/** JSON as it goes into and comes out of jsonb columns. */
public final class Jsonb {

  /**
   * Reads whatever jsonb can hold: PostgreSQL writes numbers out in full, so they may be longer
   * than what a client may send. Thread-safe; not to be reconfigured.
   */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(200_000)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private Jsonb() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Any value that Jackson can write, as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The text of a tree, without insignificant white space. */
  public static String text(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What has JSON Schemas in it, as it is to be written where jsonb must not change the order of
   * their properties.
   */
  public static @Nullable JsonNode ordered(@Nullable JsonNode json) {
    return json == null ? null : PropertyOrder.kept(json);
  }

  /**
   * A value as the text that a statement of a {@link RowRepository} casts to jsonb.
   *
   * @param value a tree, or what Jackson can write as one; JSON's null becomes SQL NULL
   */
  public static @Nullable String column(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    JsonNode json = value instanceof JsonNode tree ? tree : tree(value);
    return json.isNull() || json.isMissingNode() ? null : storable(json);
  }

  /** The text of a tree as PostgreSQL can store it. */
  static String storable(JsonNode json) {
    String text = text(json);
    // Jackson escapes NUL and writes half a surrogate pair as it is.
    return text.contains("\\u0000") || !StorableText.of(text).equals(text)
        ? text(StorableText.of(json))
        : text;
  }

  /** The tree of a text that PostgreSQL returned, with the order of what {@link #ordered} wrote. */
  static JsonNode parse(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      if (text.contains(PropertyOrder.KEYWORD)) {
        PropertyOrder.restore(json);
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a statement's parameter; a JSON null becomes SQL NULL. */
  static PGobject parameter(JsonNode json) throws SQLException {
    PGobject parameter = new PGobject();
    parameter.setType("jsonb");
    parameter.setValue(json.isNull() || json.isMissingNode() ? null : storable(json));
    return parameter;
  }
}
