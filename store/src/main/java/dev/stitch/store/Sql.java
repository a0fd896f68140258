package dev.stitch.store;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement whose parameters have names: {@code :flowId} stands for what {@link #with} gives
 * under this name, wherever and however often it stands. A cast ({@code ::}), what is quoted and
 * what is commented out hold no names.
 */
public final class Sql {

  private static final Pattern NAME =
      Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|::|:(?<name>[a-zA-Z]\\w*)");

  private final String text;
  private final Map<String, Object> values = new HashMap<>();

  private Sql(String text) {
    this.text = text;
  }

  /** A statement whose parameters are still to be given. */
  public static Sql of(String text) {
    return new Sql(text);
  }

  /**
   * Gives a parameter.
   *
   * @param value bound by its type, as {@link Database} says
   */
  public Sql with(String name, @Nullable Object value) {
    values.put(name, value);
    return this;
  }

  /** Gives several parameters. */
  public Sql with(Map<String, ?> parameters) {
    values.putAll(parameters);
    return this;
  }

  /** The statement as JDBC takes it: with a question mark for each name. */
  record Positional(String text, List<Object> parameters) {}

  /**
   * @throws IllegalArgumentException when a name was given no value, or a value has no place
   */
  Positional positional() {
    StringBuilder positional = new StringBuilder(text.length());
    List<Object> parameters = new ArrayList<>();
    Map<String, Object> unused = new HashMap<>(values);
    Matcher found = NAME.matcher(text);
    while (found.find()) {
      String name = found.group("name");
      if (name == null) {
        found.appendReplacement(positional, Matcher.quoteReplacement(found.group()));
        continue;
      }
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException("no value for :" + name + " in " + text);
      }
      parameters.add(values.get(name));
      unused.remove(name);
      found.appendReplacement(positional, "?");
    }
    found.appendTail(positional);
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("no place for " + unused.keySet() + " in " + text);
    }
    return new Positional(positional.toString(), Collections.unmodifiableList(parameters));
  }
}
