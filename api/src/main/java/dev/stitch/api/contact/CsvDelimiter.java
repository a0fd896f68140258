package dev.stitch.api.contact;

import java.io.IOException;
import java.io.InputStream;

/**
 * Which character separates a file's cells: comma, semicolon (spreadsheets of countries with a
 * decimal comma) or tab, whichever the header has most of.
 */
final class CsvDelimiter {

  /** No header is longer. */
  private static final int HEADER_BYTES = 64 << 10;

  private CsvDelimiter() {}

  /**
   * Looks at the first record without consuming it.
   *
   * @param csv must support marks; its bytes may be of any encoding that keeps ASCII
   */
  static char of(InputStream csv) throws IOException {
    csv.mark(HEADER_BYTES);
    byte[] start = csv.readNBytes(HEADER_BYTES);
    csv.reset();
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    boolean quoted = false;
    boolean text = false;
    for (byte character : start) {
      boolean lineEnd = character == '\n' || character == '\r';
      if (character == '"') {
        quoted = !quoted;
      } else if (!quoted && lineEnd && text) {
        break;
      } else if (!quoted) {
        commas += character == ',' ? 1 : 0;
        semicolons += character == ';' ? 1 : 0;
        tabs += character == '\t' ? 1 : 0;
      }
      text |= !lineEnd;
    }
    if (semicolons > commas && semicolons >= tabs) {
      return ';';
    }
    return tabs > commas ? '\t' : ',';
  }
}
