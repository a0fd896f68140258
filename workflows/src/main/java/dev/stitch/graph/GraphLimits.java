package dev.stitch.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** What any graph must keep to before anything looks into it. */
final class GraphLimits {

  /** Largest graph, in bytes of its canonical JSON as UTF-8. */
  static final int MAX_BYTES = 1 << 20;

  /**
   * Deepest nesting of objects and arrays; what comes later may recurse this deep and no deeper.
   */
  static final int MAX_DEPTH = 64;

  private GraphLimits() {}

  /** Reports what is over a limit; false when the graph must not be looked into. */
  static boolean check(JsonNode graph, Problems problems) {
    if (graph == null) {
      return true;
    }
    if (!walk(graph, problems)) {
      return false;
    }
    int bytes = CanonicalJson.text(graph).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      problems.error(
          "The graph has %,d bytes; the limit is 1 MiB: split it, or move long texts out of it"
              .formatted(bytes));
      return false;
    }
    return true;
  }

  private record Visit(JsonNode node, int depth) {}

  private static boolean walk(JsonNode graph, Problems problems) {
    Deque<Visit> pending = new ArrayDeque<>();
    pending.push(new Visit(graph, 1));
    while (!pending.isEmpty()) {
      Visit visit = pending.pop();
      if (visit.depth() > MAX_DEPTH) {
        problems.error("The graph is nested deeper than " + MAX_DEPTH + " levels; flatten it");
        return false;
      }
      for (var entry : visit.node().properties()) {
        if (!storable(entry.getKey(), problems)) {
          return false;
        }
      }
      for (JsonNode child : visit.node()) {
        if (child.isContainerNode()) {
          pending.push(new Visit(child, visit.depth() + 1));
        } else if (child.isTextual() && !storable(child.textValue(), problems)) {
          return false;
        }
      }
    }
    return true;
  }

  /** PostgreSQL's jsonb takes neither U+0000 nor half of a surrogate pair. */
  private static boolean storable(String text, Problems problems) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        problems.error(
            "The graph has a character that cannot be stored (U+%04X) in '%s'; remove it"
                .formatted((int) c, text.substring(0, Math.min(i, 40))));
        return false;
      }
    }
    return true;
  }
}
