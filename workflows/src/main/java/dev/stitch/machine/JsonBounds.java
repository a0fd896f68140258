package dev.stitch.machine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large the JSON may be that a journey or a path takes in. Larger JSON would fail its workflow
 * task each time anew: Temporal refuses payloads above 2 MiB, and the mapping to JSON refuses what
 * is nested 1,000 deep.
 */
public final class JsonBounds {

  /** Characters of JSON of an entity's metadata, and of a form's answer. */
  public static final int METADATA = 64 * 1024;

  /** Characters of JSON of one event's data. */
  public static final int EVENT = 64 * 1024;

  /** Characters of JSON of one callback's output. */
  public static final int OUTPUT = 256 * 1024;

  /** Characters of JSON of all outputs that one workflow keeps; beyond it PostgreSQL does. */
  public static final int OUTPUTS = 256 * 1024;

  /** Levels of objects and arrays in one another. */
  public static final int DEPTH = 64;

  private JsonBounds() {}

  /** Length in characters of a value's JSON, 0 for none. */
  static int length(@Nullable JsonNode value) {
    return value == null ? 0 : value.toString().length();
  }

  /**
   * Why a value may not be taken in; empty when it may.
   *
   * @param what names the value, e.g. {@code metadata}
   */
  public static Optional<String> problem(String what, @Nullable JsonNode value, int maxLength) {
    if (value == null) {
      return Optional.empty();
    }
    if (isDeeperThan(DEPTH, value)) {
      return Optional.of(what + ": nested deeper than " + DEPTH + " levels");
    }
    int length = length(value);
    return length <= maxLength
        ? Optional.empty()
        : Optional.of(
            what + ": " + length + " characters of JSON, at most " + maxLength + " are allowed");
  }

  /** Without recursion, since the value may be nested as deep as whoever sent it liked. */
  private static boolean isDeeperThan(int levels, JsonNode value) {
    Deque<JsonNode> level = new ArrayDeque<>();
    level.add(value);
    for (int depth = 0; !level.isEmpty(); depth++) {
      if (depth > levels) {
        return true;
      }
      for (int width = level.size(); width > 0; width--) {
        level.poll().forEach(level::add);
      }
    }
    return false;
  }
}
