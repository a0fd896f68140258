package dev.stitch.connectors.linkedin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What the first 64 KiB of a file tell of all of it. LinkedIn writes UTF-8 and commas; programs
 * that the file was opened and saved with write other things.
 *
 * @param mark length of the byte order mark, 0 for none
 * @param separator what stands between fields
 */
record TextStart(Charset charset, int mark, char separator) {

  private static final int LENGTH = 64 << 10;

  /**
   * Looks at a file without consuming any of it.
   *
   * @param file must support marks
   */
  static TextStart of(InputStream file) throws IOException {
    file.mark(LENGTH);
    byte[] start = file.readNBytes(LENGTH);
    file.reset();
    TextStart encoding = encoding(start);
    String text =
        new String(start, encoding.mark(), start.length - encoding.mark(), encoding.charset());
    return new TextStart(encoding.charset(), encoding.mark(), separator(text));
  }

  private static TextStart encoding(byte[] start) {
    if (begins(start, 0xEF, 0xBB, 0xBF)) {
      return new TextStart(StandardCharsets.UTF_8, 3, ',');
    }
    if (begins(start, 0xFF, 0xFE)) {
      return new TextStart(StandardCharsets.UTF_16LE, 2, ',');
    }
    if (begins(start, 0xFE, 0xFF)) {
      return new TextStart(StandardCharsets.UTF_16BE, 2, ',');
    }
    return new TextStart(
        isUtf8(start) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"), 0, ',');
  }

  private static boolean begins(byte[] start, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (start.length <= i || Byte.toUnsignedInt(start[i]) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** A character that the end of the start cuts in two does not matter. */
  private static boolean isUtf8(byte[] start) {
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(start), CharBuffer.allocate(start.length), false);
    return !result.isError();
  }

  /** The header is the first line that comes apart into enough fields, whatever precedes it. */
  private static char separator(String text) {
    return text.lines()
        .flatMap(
            line ->
                Stream.of(',', ';', '\t')
                    .max(Comparator.comparingLong(candidate -> count(line, candidate)))
                    .filter(best -> isHeader(line, best))
                    .stream())
        .findFirst()
        .orElse(',');
  }

  private static boolean isHeader(String line, char separator) {
    return ExportColumns.of(
            Stream.of(line.split(String.valueOf(separator), -1))
                .map(field -> field.strip().replaceAll("^\"|\"$", ""))
                .toList())
        .isPresent();
  }

  private static long count(String line, char character) {
    return line.chars().filter(each -> each == character).count();
  }
}
