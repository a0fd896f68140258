package dev.stitch.graph.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Which regular expressions may be compiled. They are RE2's: a match takes time linear in the text,
 * but each repetition is written out when a pattern is compiled, and repetitions of repetitions
 * multiply: {@code ((a{1000}){1000}){1000}} takes more memory than there is.
 */
public final class PatternBounds {

  /** Longest pattern, in characters. */
  static final int MAX_LENGTH = 1_000;

  /** Most parts of a pattern with its repetitions written out. */
  static final int MAX_SIZE = 2_000;

  /** Deepest nesting of groups: the compiler recurses. */
  private static final int MAX_DEPTH = 50;

  private PatternBounds() {}

  /** What is wrong with a pattern, or empty. */
  public static Optional<String> problem(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      return Optional.of("a pattern may have " + MAX_LENGTH + " characters");
    }
    if (size(pattern) > MAX_SIZE) {
      return Optional.of(
          "the pattern's repetitions, written out, have more than "
              + MAX_SIZE
              + " parts or nest deeper than "
              + MAX_DEPTH
              + " groups; repeat less, e.g. with * or +");
    }
    try {
      Pattern.compile(pattern);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("the pattern is not one of RE2: " + e.getMessage());
    }
  }

  /**
   * How many parts a pattern has with its repetitions written out, at least; more than {@link
   * #MAX_SIZE} as soon as it is too large.
   */
  static long size(String pattern) {
    Deque<Long> outer = new ArrayDeque<>();
    long group = 0; // the parts of the group that is open
    long last = 0; // those of its last part, which a quantifier repeats
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> {
          i = escaped(pattern, i);
          last = 1;
          group += last;
        }
        case '[' -> {
          i = closing(pattern, i);
          last = 1;
          group += last;
        }
        case '(' -> {
          outer.push(group);
          group = 0;
          last = 0;
        }
        case ')' -> {
          last = Math.max(1, group);
          group = last + (outer.isEmpty() ? 0 : outer.pop());
        }
        case '{' -> {
          int end = pattern.indexOf('}', i);
          long times = end < 0 ? -1 : times(pattern.substring(i + 1, end));
          if (times >= 0) {
            group += last * Math.max(0, times - 1);
            last *= Math.max(1, times);
            i = end;
          } else {
            last = 1;
            group += last;
          }
        }
        default -> {
          last = 1;
          group += last;
        }
      }
      if (group > MAX_SIZE || outer.size() > MAX_DEPTH) {
        return MAX_SIZE + 1L;
      }
    }
    return group;
  }

  /** The last character of an escape: of {@code \Q…\E} that of its end. */
  private static int escaped(String pattern, int at) {
    if (pattern.startsWith("\\Q", at)) {
      int end = pattern.indexOf("\\E", at + 2);
      return end < 0 ? pattern.length() : end + 1;
    }
    return at + 1;
  }

  private static int closing(String pattern, int at) {
    int i = at + 1;
    while (i < pattern.length() && (pattern.charAt(i) == '^' || pattern.charAt(i) == ']')) {
      i++;
    }
    while (i < pattern.length() && pattern.charAt(i) != ']') {
      i += pattern.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** How often {@code n}, {@code n,} or {@code n,m} repeats; -1 for what is no repetition. */
  private static long times(String bounds) {
    if (!bounds.matches("\\d{1,9}(,\\d{0,9})?")) {
      return -1;
    }
    String[] parts = bounds.split(",", -1);
    long least = Long.parseLong(parts[0]);
    return parts.length < 2 || parts[1].isEmpty() ? least + 1 : Long.parseLong(parts[1]);
  }
}
