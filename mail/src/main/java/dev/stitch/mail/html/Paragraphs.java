package dev.stitch.mail.html;

/**
 * A text under way: words with single spaces, lines, and paragraphs with one empty line between.
 */
final class Paragraphs {

  private static final String SPACE = "[\\s\\u00a0]+";

  private final StringBuilder text = new StringBuilder();

  /** Whether the next words begin a line, and whether an empty line is to stand before it. */
  private boolean newLine;

  private boolean newParagraph;

  /** Adds words; white space between them is one space, at the beginning of a line none. */
  void words(String words) {
    String plain = words.replaceAll(SPACE, " ");
    if (plain.isEmpty()) {
      return;
    }
    if (plain.equals(" ")) {
      if (!atLineStart() && !endsWithSpace()) {
        text.append(' ');
      }
      return;
    }
    breakIfDue();
    boolean leading = plain.startsWith(" ") && (atLineStart() || endsWithSpace());
    text.append(leading ? plain.substring(1) : plain);
  }

  /** Ends the line, as often as it is asked to. */
  void lineBreak() {
    breakIfDue();
    text.append('\n');
  }

  /** Adds lines of their own. */
  void block(String lines) {
    if (!lines.isBlank()) {
      newLine = true;
      breakIfDue();
      text.append(stripped(lines));
      newLine = true;
    }
  }

  /** Adds lines with an empty line before and after them. */
  void paragraph(String lines) {
    if (!lines.isBlank()) {
      newParagraph = true;
      breakIfDue();
      text.append(stripped(lines));
      newParagraph = true;
    }
  }

  /** Without white space at the ends of lines, and never with two empty lines. */
  String text() {
    return text.toString().replaceAll("(?<![ \\t])[ \\t]++\\n", "\n").replaceAll("\\n{3,}", "\n\n");
  }

  private void breakIfDue() {
    if (text.isEmpty()) {
      newLine = false;
      newParagraph = false;
    }
    if (newParagraph) {
      endLine();
      text.append('\n');
    } else if (newLine) {
      endLine();
    }
    newLine = false;
    newParagraph = false;
  }

  private void endLine() {
    if (text.charAt(text.length() - 1) != '\n') {
      text.append('\n');
    }
  }

  private boolean atLineStart() {
    return text.isEmpty() || newLine || newParagraph || text.charAt(text.length() - 1) == '\n';
  }

  private boolean endsWithSpace() {
    return text.charAt(text.length() - 1) == ' ';
  }

  /** Spaces at the beginning belong to what is preformatted. */
  private static String stripped(String lines) {
    return lines.replaceFirst("^\\n+", "").stripTrailing();
  }
}
