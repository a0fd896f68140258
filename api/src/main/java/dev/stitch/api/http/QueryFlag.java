package dev.stitch.api.http;

import dev.stitch.api.error.ApiProblem;
import io.micronaut.core.annotation.Nullable;

/** Yes or no in a query; the framework would take any other word for a no. */
public final class QueryFlag {

  private QueryFlag() {}

  /**
   * Reads a flag.
   *
   * @return null when it is not there
   * @throws ApiProblem 400 when it is neither {@code true} nor {@code false}
   */
  public static @Nullable Boolean read(String name, @Nullable String value) {
    return switch (value) {
      case null -> null;
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw ApiProblem.unreadable("/" + name, "must be true or false");
    };
  }
}
