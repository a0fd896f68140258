package dev.stitch.activities.engagement;

import io.micronaut.core.annotation.Nullable;
import java.util.regex.Pattern;

/**
 * Compares what was said with what X shows of it: X shortens links, writes some characters as HTML,
 * and begins replies with the names of those who are answered.
 */
final class SaidOnX {

  private static final Pattern LINK =
      Pattern.compile(
          "https?://\\S+|\\b[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}\\b(?:/\\S*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ANSWERED = Pattern.compile("^(?:@\\w{1,15}\\s+)+");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private SaidOnX() {}

  /** Whether X shows what was said, null where it shows no text. */
  static boolean isSame(@Nullable String shown, String said) {
    return shown != null
        && (bare(shown).equals(bare(said)) || unaddressed(shown).equals(unaddressed(said)));
  }

  private static String unaddressed(String text) {
    return ANSWERED.matcher(bare(text)).replaceFirst("");
  }

  /** A text without what X changes in it; that there is a link stays. */
  private static String bare(String text) {
    String plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    return SPACE.matcher(LINK.matcher(plain).replaceAll("<link>")).replaceAll(" ").strip();
  }
}
