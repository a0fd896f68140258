package dev.stitch.graph.expression;

/** Bounds how deep blocks and sub-expressions nest, because the template parser recurses. */
final class TemplateNesting {

  /** Deepest nesting of blocks, and of parentheses in a tag. */
  static final int MAX_DEPTH = 32;

  static final String PROBLEM =
      "blocks or parentheses are nested deeper than " + MAX_DEPTH + " levels";

  private TemplateNesting() {}

  static boolean tooDeep(String text) {
    int blocks = 0;
    int parentheses = 0;
    for (int i = text.indexOf("{{"); i >= 0 && i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '{' && text.startsWith("{{", i)) {
        blocks += opened(text, i + 2);
      }
      if (c == '(') {
        parentheses++;
      } else if (c == '}') {
        parentheses = 0;
      } else if (c == ')') {
        parentheses--;
      }
      if (blocks > MAX_DEPTH || parentheses > MAX_DEPTH) {
        return true;
      }
    }
    return false;
  }

  private static int opened(String text, int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == '~' || text.charAt(i) == '{')) {
      i++;
    }
    if (i == text.length()) {
      return 0;
    }
    return switch (text.charAt(i)) {
      case '#', '^' -> 1;
      case '/' -> -1;
      default -> 0;
    };
  }
}
