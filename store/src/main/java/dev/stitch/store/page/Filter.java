package dev.stitch.store.page;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions that must all hold, made of SQL constants and bound parameters. Conditions whose
 * parameter is null are left out, so that a filter that was not asked for costs nothing.
 */
public final class Filter {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  /** Adds a condition unless the only parameter is null. */
  public Filter and(String condition, @Nullable Object parameter) {
    if (parameter != null) {
      conditions.add(condition);
      parameters.add(parameter);
    }
    return this;
  }

  /** Adds a condition that has no parameter. */
  public Filter and(String condition) {
    conditions.add(condition);
    return this;
  }

  /**
   * Adds: one of the columns contains the text, whatever its case. The text's own {@code %} and
   * {@code _} stand for themselves.
   */
  public Filter containing(@Nullable String text, String... columns) {
    if (text == null || text.isBlank()) {
      return this;
    }
    String pattern = "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    conditions.add(
        Arrays.stream(columns)
            .map(column -> column + " ILIKE ?")
            .collect(Collectors.joining(" OR ", "(", ")")));
    for (int i = 0; i < columns.length; i++) {
      parameters.add(pattern);
    }
    return this;
  }

  /** The WHERE clause, empty without conditions. */
  public String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** What the WHERE clause's question marks stand for, in order. */
  public List<Object> parameters() {
    return List.copyOf(parameters);
  }
}
