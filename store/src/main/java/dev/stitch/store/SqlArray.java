package dev.stitch.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * An array parameter, for {@code = ANY(?)} and for multi-row statements by {@code unnest}.
 *
 * @param elementType PostgreSQL's name of the type, e.g. {@code text}
 * @param elements may hold nulls
 */
public record SqlArray(String elementType, List<?> elements) {

  public static SqlArray texts(Collection<String> elements) {
    List<String> texts = new ArrayList<>();
    elements.forEach(text -> texts.add(text == null ? null : StorableText.of(text)));
    return new SqlArray("text", texts);
  }

  public static SqlArray uuids(Collection<UUID> elements) {
    return new SqlArray("uuid", new ArrayList<>(elements));
  }

  public static SqlArray integers(Collection<Integer> elements) {
    return new SqlArray("integer", new ArrayList<>(elements));
  }

  public static SqlArray bigints(Collection<Long> elements) {
    return new SqlArray("bigint", new ArrayList<>(elements));
  }

  public static SqlArray dates(Collection<LocalDate> elements) {
    return new SqlArray("date", elements.stream().map(LocalDate::toString).toList());
  }

  public static SqlArray instants(Collection<Instant> elements) {
    List<String> texts = new ArrayList<>();
    elements.forEach(instant -> texts.add(instant == null ? null : instant.toString()));
    return new SqlArray("timestamptz", texts);
  }

  /** As jsonb; a JSON null becomes SQL NULL. */
  public static SqlArray jsonbs(Collection<? extends JsonNode> elements) {
    List<String> texts = new ArrayList<>();
    elements.forEach(
        json -> texts.add(json == null || json.isNull() ? null : Jsonb.storable(json)));
    return new SqlArray("jsonb", texts);
  }
}
