package dev.stitch.cli.doctor;

/**
 * What an examination came to.
 *
 * @param level how bad it is
 * @param subject what was looked at
 * @param text what was found
 * @param remedy what to do; empty when there is nothing to do
 */
record Finding(Level level, String subject, String text, String remedy) {

  /** How bad it is. */
  enum Level {
    /** As it should be. */
    GOOD("ok"),
    /** Works, but somebody should know. */
    NOTABLE("note"),
    /** Does not work. */
    BAD("wrong");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    /** As it is printed. */
    String word() {
      return word;
    }
  }

  static Finding good(String subject, String text) {
    return new Finding(Level.GOOD, subject, text, "");
  }

  static Finding notable(String subject, String text, String remedy) {
    return new Finding(Level.NOTABLE, subject, text, remedy);
  }

  static Finding bad(String subject, String text, String remedy) {
    return new Finding(Level.BAD, subject, text, remedy);
  }
}
