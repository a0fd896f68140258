package dev.stitch.api.contact;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.stitch.api.error.ApiProblem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;

/** A file of spreadsheets' CSV: its header, and the rows below it. */
final class CsvFile {

  /** A field that is longer is a quote left open; without a limit it would fill the memory. */
  private static final int MAX_FIELD_CHARACTERS = 1 << 20;

  /** As many bytes as FastCSV looks at for a byte order mark; of fewer it reads others. */
  private static final int MARK_BYTES = 4;

  private final List<String> header;
  private final Iterator<CsvRecord> rows;

  /**
   * Reads the header.
   *
   * @param charset counts where the file has no byte order mark
   * @throws ApiProblem 422 when there is none
   */
  CsvFile(InputStream csv, Charset charset) throws IOException {
    InputStream bytes = new BufferedInputStream(csv, 64 << 10);
    requireMark(bytes);
    rows =
        CsvReader.builder()
            .fieldSeparator(CsvDelimiter.of(bytes))
            .detectBomHeader(true)
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .allowExtraCharsAfterClosingQuote(true)
            .maxBufferSize(MAX_FIELD_CHARACTERS)
            .ofCsvRecord(bytes, charset)
            .iterator();
    header = header(rows);
  }

  private static void requireMark(InputStream bytes) throws IOException {
    bytes.mark(MARK_BYTES);
    int length = bytes.readNBytes(MARK_BYTES).length;
    bytes.reset();
    if (length < MARK_BYTES) {
      throw empty();
    }
  }

  private static List<String> header(Iterator<CsvRecord> rows) {
    try {
      if (rows.hasNext()) {
        return rows.next().getFields();
      }
    } catch (CsvParseException e) {
      throw ApiProblem.invalid("", "the first line cannot be read; is a quote left open?");
    }
    throw empty();
  }

  private static ApiProblem empty() {
    return ApiProblem.invalid("", "the file is empty; its first line must name the columns");
  }

  List<String> header() {
    return header;
  }

  /** What is left below the header, once. */
  Iterator<CsvRecord> rows() {
    return rows;
  }
}
