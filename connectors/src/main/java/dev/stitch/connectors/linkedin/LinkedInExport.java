package dev.stitch.connectors.linkedin;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.micronaut.core.annotation.Nullable;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Reads an export row by row, in memory that does not grow with it: {@code Connections.csv} alone
 * or in the archive, with whatever LinkedIn writes before its header, in the encodings and with the
 * separators that other programs save it with.
 */
public final class LinkedInExport implements Closeable {

  private static final int BUFFER = 128 << 10;

  /** A longer field is a quote that nobody has closed. */
  private static final int MOST_CHARACTERS = 1 << 18;

  /** LinkedIn writes three rows before its header. */
  private static final int MOST_PREAMBLE = 50;

  private final InputStream file;
  private final Iterator<CsvRecord> records;
  private final ExportColumns columns;

  /** The first person, of a file without a header. */
  private @Nullable CsvRecord first;

  private LinkedInExport(
      InputStream file,
      Iterator<CsvRecord> records,
      ExportColumns columns,
      @Nullable CsvRecord first) {
    this.file = file;
    this.records = records;
    this.columns = columns;
    this.first = first;
  }

  /**
   * Opens an export; closing it closes the file.
   *
   * @throws UnusableExportException when it is none
   */
  public static LinkedInExport open(InputStream file) throws IOException {
    return told(() -> opened(file));
  }

  /**
   * The next row, also when it tells of nobody; empty after the last.
   *
   * @throws UnusableExportException when the file cannot be read beyond the row before
   */
  public Optional<LinkedInRow> read() throws IOException {
    return told(
        () -> {
          CsvRecord record = first;
          first = null;
          if (record == null) {
            record = records.hasNext() ? records.next() : null;
          }
          return Optional.ofNullable(record)
              .map(row -> columns.read(row.getStartingLineNumber(), row.getFields()));
        });
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static LinkedInExport opened(InputStream file) throws IOException {
    InputStream bytes = new BufferedInputStream(file, BUFFER);
    InputStream csv =
        isArchive(bytes)
            ? new BufferedInputStream(ExportArchive.connections(bytes), BUFFER)
            : bytes;
    TextStart start = TextStart.of(csv);
    csv.skipNBytes(start.mark());
    Iterator<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(start.separator())
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .allowExtraCharsAfterClosingQuote(true)
            .maxBufferSize(MOST_CHARACTERS)
            .ofCsvRecord(new InputStreamReader(csv, start.charset()))
            .iterator();
    for (int seen = 0; seen < MOST_PREAMBLE && records.hasNext(); seen++) {
      CsvRecord record = records.next();
      Optional<ExportColumns> columns = ExportColumns.of(record.getFields());
      if (columns.isPresent()) {
        return new LinkedInExport(
            file, records, columns.get(), columns.get().fromHeader() ? null : record);
      }
    }
    throw new UnusableExportException(
        "None of the first rows names the columns of an export: First Name, Last Name, URL, ….");
  }

  private static boolean isArchive(InputStream bytes) throws IOException {
    bytes.mark(2);
    byte[] start = bytes.readNBytes(2);
    bytes.reset();
    return start.length == 2 && start[0] == 'P' && start[1] == 'K';
  }

  /** Something that reads the file. */
  @FunctionalInterface
  private interface Reading<T> {
    T run() throws IOException;
  }

  /** With what is wrong with a file said to a person. */
  private static <T> T told(Reading<T> reading) throws IOException {
    try {
      return reading.run();
    } catch (UncheckedIOException e) {
      return told(
          () -> {
            throw e.getCause();
          });
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException cause) {
        return told(
            () -> {
              throw cause;
            });
      }
      throw new UnusableExportException(
          "The file cannot be read beyond one of its rows; is a quote left open?");
    } catch (ZipException | EOFException e) {
      throw new UnusableExportException(
          "The archive is damaged, cut off or encrypted; download it again.");
    }
  }
}
