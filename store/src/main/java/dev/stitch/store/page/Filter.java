package dev.stitch.store.page;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Conditions that must all hold, made of SQL constants and bound parameters. Conditions whose
 * parameter is null are left out, so that a filter that was not asked for costs nothing.
 */
public final class Filter {

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /** Adds a condition unless its only parameter, a question mark in it, is null. */
  public Filter and(String condition, @Nullable Object parameter) {
    if (parameter != null) {
      conditions.add(condition.replace("?", named(parameter)));
    }
    return this;
  }

  /** Adds a condition that has no parameter. */
  public Filter and(String condition) {
    conditions.add(condition);
    return this;
  }

  /** Adds: the condition holds with one of the parameters, each in its turn the question mark. */
  public Filter any(String condition, Collection<?> parameters) {
    conditions.add(
        parameters.stream()
            .map(parameter -> condition.replace("?", named(parameter)))
            .collect(Collectors.joining(" OR ", "(", ")")));
    return this;
  }

  /** Adds a condition whose parameters have names that no other has. */
  public Filter and(String condition, Map<String, ?> named) {
    conditions.add(condition);
    parameters.putAll(named);
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
    String pattern = named(pattern(text));
    conditions.add(
        Arrays.stream(columns)
            .map(column -> column + " ILIKE " + pattern)
            .collect(Collectors.joining(" OR ", "(", ")")));
    return this;
  }

  /** For ILIKE: what contains the text. */
  public static String pattern(String text) {
    return "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  /** The WHERE clause, empty without conditions. */
  public String where() {
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  /** What the names in the WHERE clause stand for. */
  public Map<String, Object> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  /** Keeps a parameter under a name that no statement uses for its own. */
  private String named(Object parameter) {
    String name = "filter" + parameters.size();
    parameters.put(name, parameter);
    return ":" + name;
  }
}
