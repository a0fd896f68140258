package dev.stitch.mail.mime;

import java.nio.charset.StandardCharsets;

/** Texts from outside in a form that can be stored, shown and sent on. */
public final class CleanText {

  private CleanText() {}

  /** One line of at most so many characters. */
  public static String line(String text, int max) {
    return bounded(text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip(), max);
  }

  /** Text with line breaks and tabs but no other control characters. */
  public static String text(String text, int max) {
    return bounded(text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]+", ""), max);
  }

  /** Cut where no character is split; halves of characters become question marks. */
  private static String bounded(String text, int max) {
    String cut = text.length() > max ? text.substring(0, max) : text;
    return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
