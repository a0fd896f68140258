package dev.stitch.activities.git;

import java.util.List;
import java.util.stream.Stream;

/**
 * A commit.
 *
 * @param at when it was made, RFC 3339
 * @param subject first line of its message
 */
record Commit(String id, String author, String at, String subject) {

  /** As {@code git log -z} prints what {@link #read} takes; none of the parts holds this mark. */
  static final String FORMAT = "%H%x1f%an%x1f%cI%x1f%s";

  private static final int LONGEST = 500;

  static List<Commit> read(String log) {
    return Stream.of(log.split("\0"))
        .map(line -> line.strip().split("\u001f", 4))
        .filter(parts -> parts.length == 4)
        .map(parts -> new Commit(parts[0], bounded(parts[1]), parts[2], bounded(parts[3])))
        .toList();
  }

  private static String bounded(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
