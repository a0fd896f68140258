package dev.stitch.mail.html;

import java.util.List;
import java.util.regex.Pattern;

/** The addresses that a plain text shows, as mail programs find them to make links of them. */
public final class TextLinks {

  private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"]+");

  /** What ends a sentence, and not an address. */
  private static final Pattern PUNCTUATION = Pattern.compile("[.,;:!?'\\])}]+$");

  private TextLinks() {}

  /** In the order of the text, each as often as it stands there. */
  public static List<String> in(String text) {
    return ADDRESS.matcher(text).results().map(found -> withoutPunctuation(found.group())).toList();
  }

  /** A bracket that the address itself opens is part of it. */
  private static String withoutPunctuation(String address) {
    String bare = PUNCTUATION.matcher(address).replaceFirst("");
    String rest = address.substring(bare.length());
    return bare.contains("(") && rest.startsWith(")") ? bare + ")" : bare;
  }
}
