package dev.stitch.mail.html;

import java.util.List;
import java.util.regex.Pattern;

/** The addresses that a plain text shows, as mail programs find them to make links of them. */
public final class TextLinks {

  private static final Pattern ADDRESS = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"]+");

  /** What ends a sentence, and not an address. */
  private static final String PUNCTUATION = ".,;:!?'])}";

  private TextLinks() {}

  /** In the order of the text, each as often as it stands there. */
  public static List<String> in(String text) {
    return ADDRESS.matcher(text).results().map(found -> withoutPunctuation(found.group())).toList();
  }

  /** A bracket that the address itself opens is part of it. */
  private static String withoutPunctuation(String address) {
    int end = address.length();
    while (PUNCTUATION.indexOf(address.charAt(end - 1)) >= 0) {
      end--; // "http" is before it
    }
    String bare = address.substring(0, end);
    String rest = address.substring(end);
    return bare.contains("(") && rest.startsWith(")") ? bare + ")" : bare;
  }
}
