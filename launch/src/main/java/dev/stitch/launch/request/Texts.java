package dev.stitch.launch.request;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Texts as people and spreadsheets write them. */
public final class Texts {

  private static final int SHOWN = 80;

  private Texts() {}

  /**
   * Without white space at both ends, of which spreadsheets know more kinds than Java's {@code
   * strip}: no-break spaces, zero-width spaces, stray byte order marks. Null when nothing is left.
   */
  public static @Nullable String trimmed(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int start = 0;
    int end = text.length();
    while (start < end && blank(text.charAt(start))) {
      start++;
    }
    while (end > start && blank(text.charAt(end - 1))) {
      end--;
    }
    return start == end ? null : text.substring(start, end);
  }

  /** Trimmed, and in lower case: a word that has one spelling. */
  public static @Nullable String lowered(@Nullable String text) {
    String trimmed = trimmed(text);
    return trimmed == null ? null : trimmed.toLowerCase(Locale.ROOT);
  }

  /** Each of them trimmed and once, in order, without those of which nothing is left. */
  public static List<String> distinct(@Nullable List<String> texts) {
    return texts == null
        ? List.of()
        : texts.stream().map(Texts::trimmed).filter(Objects::nonNull).distinct().toList();
  }

  /** Short enough to be repeated in a message. */
  public static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static boolean blank(char character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == '\u200B'
        || character == '\uFEFF';
  }
}
