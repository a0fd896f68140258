package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Refuses JSON that no workflow could carry, where the field's name is still known. */
public final class BoundedJson {

  private BoundedJson() {}

  /**
   * Insists on a value's bounds.
   *
   * @param maxBytes one of {@link SizeLimits}
   * @throws Refusal 422 when it is larger, or nested deeper than {@link SizeLimits#DEPTH}
   */
  public static void require(String pointer, @Nullable JsonNode value, int maxBytes) {
    if (value == null) {
      return;
    }
    if (isTooDeep(value)) {
      throw Refusal.invalid(pointer, tooDeep());
    }
    int bytes = Jsonb.text(value).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > maxBytes) {
      throw Refusal.invalid(
          pointer,
          "must have at most %d KiB of JSON; it has %d KiB"
              .formatted(maxBytes >> 10, (bytes + 1023) >> 10));
    }
  }

  /** Whether it is nested deeper than {@link SizeLimits#DEPTH}. */
  public static boolean isTooDeep(JsonNode value) {
    Deque<JsonNode> level = new ArrayDeque<>();
    level.add(value);
    for (int depth = 0; !level.isEmpty(); depth++) {
      if (depth > SizeLimits.DEPTH) {
        return true;
      }
      for (int width = level.size(); width > 0; width--) {
        level.poll().forEach(level::add);
      }
    }
    return false;
  }

  /** What {@link #isTooDeep} means, for people. */
  public static String tooDeep() {
    return "must not be nested deeper than " + SizeLimits.DEPTH + " levels";
  }
}
