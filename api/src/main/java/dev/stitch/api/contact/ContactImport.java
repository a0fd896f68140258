package dev.stitch.api.contact;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.ContactImports;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.Semaphore;

/**
 * Imports a CSV file of contacts. The file is read whole before anything is written, so that rows
 * about one person count as what they say together and importing a file twice changes nothing; it
 * is written in short transactions, because readers of the event stream wait for long ones.
 */
@Singleton
public class ContactImport {

  /** A field that is longer is a quote left open; without a limit it would fill the memory. */
  private static final int MAX_FIELD_CHARACTERS = 1 << 20;

  /** Each import holds its file's people in memory. */
  private static final int AT_A_TIME = 4;

  private final Semaphore permits = new Semaphore(AT_A_TIME);

  private final ContactImports imports;

  ContactImport(ContactImports imports) {
    this.imports = imports;
  }

  /**
   * Imports a file.
   *
   * @param type names the encoding when it is not UTF-8; a byte order mark goes before both
   * @param actor who imports it, as the audit log names people
   * @throws ApiProblem 422 when the file has no usable header, 503 when too many others are read
   */
  ImportResult read(InputStream csv, MediaType type, String actor) {
    if (!permits.tryAcquire()) {
      throw ApiProblem.unavailable("Other imports are under way; please repeat the request.");
    }
    try (InputStream bytes = new BufferedInputStream(csv, 64 << 10)) {
      ImportBatch batch = new ImportBatch();
      readRows(bytes, type.getCharset().orElse(StandardCharsets.UTF_8), batch);
      return batch.write(imports, new ConsentOrigin(ConsentSource.IMPORT, actor, null, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      permits.release();
    }
  }

  private static void readRows(InputStream bytes, Charset charset, ImportBatch batch)
      throws IOException {
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(CsvDelimiter.of(bytes))
            .detectBomHeader(true)
            .skipEmptyLines(true)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .allowExtraCharsAfterClosingQuote(true)
            .maxBufferSize(MAX_FIELD_CHARACTERS)
            .ofCsvRecord(bytes, charset);
    Iterator<CsvRecord> records = reader.iterator();
    if (!records.hasNext()) {
      throw ApiProblem.invalid("", "the file is empty; its first line must name the columns");
    }
    CsvColumns columns = new CsvColumns(records.next().getFields());
    long line = 1;
    try {
      while (records.hasNext()) {
        CsvRecord row = records.next();
        line = row.getStartingLineNumber();
        batch.add(columns, line, row.getFields());
      }
    } catch (CsvParseException e) {
      batch.refuse(
          line, "the file cannot be read beyond the row of this line; is a quote left open?");
    }
  }
}
