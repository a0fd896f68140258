package dev.stitch.api.contact;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.request.Texts;
import dev.stitch.store.contact.ContactStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The header of a file of contacts: which column holds what. Columns that are no field of a contact
 * are attributes, with or without the prefix {@code attributes.}; columns without a name are left
 * out.
 */
final class CsvColumns {

  /** The fields of a contact that a file may have, in the order in which exports write them. */
  static final List<String> KNOWN =
      List.of(
          "name",
          "email",
          "phone",
          "company",
          "title",
          "timezone",
          "tags",
          "status",
          "lifecycleStage",
          "unsubscribedAt");

  static final String ATTRIBUTES = "attributes.";

  /** Fields by the names that columns have, in lower case and without underscores. */
  private static final Map<String, String> FIELDS =
      KNOWN.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  field -> field.toLowerCase(Locale.ROOT), Function.identity()));

  private final List<String> names;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, Integer> attributes = new HashMap<>();

  /**
   * Reads a header.
   *
   * @throws ApiProblem 422 when there is no column for the address, or two for the same thing
   */
  CsvColumns(List<String> header) {
    this.names = header;
    for (int i = 0; i < header.size(); i++) {
      String name = Texts.trimmed(header.get(i));
      if (name != null) {
        add(name, i);
      }
    }
    if (!positions.containsKey("email")) {
      throw ApiProblem.invalid(
          "/email", "one column must hold the address; the columns are " + names);
    }
  }

  int count() {
    return names.size();
  }

  /**
   * The contact that a row describes, not yet normalized or checked.
   *
   * @throws IllegalArgumentException when a cell cannot be read, naming it
   */
  ContactRequest contact(List<String> row) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    attributes.forEach(
        (name, position) -> {
          String value = original(row.get(position));
          if (value != null) {
            values.put(name, value);
          }
        });
    String tags = cell(row, "tags");
    return new ContactRequest(
        cell(row, "name"),
        cell(row, "email"),
        cell(row, "phone"),
        cell(row, "company"),
        cell(row, "title"),
        cell(row, "timezone"),
        null,
        values,
        tags == null ? List.of() : Arrays.asList(tags.split(";")),
        status(cell(row, "status")),
        cell(row, "lifecycleStage"),
        time(cell(row, "unsubscribedAt")),
        null);
  }

  private void add(String name, int position) {
    String field = FIELDS.get(name.toLowerCase(Locale.ROOT).replace("_", ""));
    String attribute =
        name.regionMatches(true, 0, ATTRIBUTES, 0, ATTRIBUTES.length())
            ? name.substring(ATTRIBUTES.length())
            : name;
    Integer previous =
        field == null
            ? attributes.putIfAbsent(attribute, position)
            : positions.putIfAbsent(field, position);
    if (previous != null) {
      throw ApiProblem.invalid("/" + name, "two columns hold this; leave one out");
    }
  }

  private String cell(List<String> row, String field) {
    Integer position = positions.get(field);
    return position == null ? null : original(row.get(position));
  }

  private static String original(String cell) {
    String trimmed = Texts.trimmed(cell);
    return trimmed == null ? null : FormulaCells.original(trimmed);
  }

  private static ContactStatus status(String cell) {
    if (cell == null) {
      return null;
    }
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "active" -> ContactStatus.ACTIVE;
      case "archived" -> ContactStatus.ARCHIVED;
      default ->
          throw new IllegalArgumentException(
              "status: '" + Texts.shortened(cell) + "' is neither active nor archived");
    };
  }

  private static Instant time(String cell) {
    try {
      return cell == null ? null : Instant.parse(cell);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unsubscribedAt: '"
              + Texts.shortened(cell)
              + "' is not a time as in 2026-01-31T09:00:00Z",
          e);
    }
  }
}
