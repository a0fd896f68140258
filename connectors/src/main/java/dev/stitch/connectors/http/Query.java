package dev.stitch.connectors.http;

import io.micronaut.core.annotation.Nullable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The query of an address, in the order in which it is put together. */
public final class Query {

  private final List<String> parts = new ArrayList<>();

  /** Adds a parameter, unless its value is null. */
  public Query with(String name, @Nullable Object value) {
    if (value != null) {
      parts.add(encoded(name) + "=" + encoded(value.toString()));
    }
    return this;
  }

  /** Adds a parameter once for each value. */
  public Query withEach(String name, Collection<String> values) {
    values.forEach(value -> with(name, value));
    return this;
  }

  /** As a form's body has it. */
  public String form() {
    return String.join("&", parts);
  }

  /** With its question mark, empty when it has no parameter. */
  @Override
  public String toString() {
    return parts.isEmpty() ? "" : "?" + form();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
