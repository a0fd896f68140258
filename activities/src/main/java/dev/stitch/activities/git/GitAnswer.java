package dev.stitch.activities.git;

import okio.ByteString;

/**
 * What git answered.
 *
 * @param output what it printed, as bytes: paths have any encoding
 * @param cut whether it would have printed more than it was allowed to, and was ended
 * @param said what it printed besides, such as errors
 */
record GitAnswer(int exit, ByteString output, boolean cut, String said) {

  GitAnswer saying(String text) {
    return new GitAnswer(exit, output, cut, text);
  }

  boolean good() {
    return exit == 0 || cut;
  }

  /** The output as text without the line break at its end. */
  String line() {
    return text().strip();
  }

  String text() {
    return output.utf8();
  }
}
