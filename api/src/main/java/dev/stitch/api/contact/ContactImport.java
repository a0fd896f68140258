package dev.stitch.api.contact;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.launch.request.Texts;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.ContactImports;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Imports a CSV file of contacts. The file is read whole before anything is written, so that rows
 * about one person count as what they say together and importing a file twice changes nothing; it
 * is written in short transactions, because readers of the event stream wait for long ones.
 */
@Singleton
public class ContactImport {

  /** Rows that a preview shows. */
  private static final int SAMPLES = 3;

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
   * @param columns a line of CSV that says what the columns hold, instead of the file's header; an
   *     empty cell leaves a column out; null where the header says it
   * @param actor who imports it, as the audit log names people
   * @throws ApiProblem 422 when the file has no usable header, 503 when too many others are read
   */
  ImportResult read(
      InputStream csv, MediaType type, @Nullable String columns, KnownPeople known, String actor) {
    if (!permits.tryAcquire()) {
      throw ApiProblem.unavailable("Other imports are under way; please repeat the request.");
    }
    try (csv) {
      CsvFile file = new CsvFile(csv, charset(type));
      ImportBatch batch = new ImportBatch();
      addRows(file, columns(file, columns), batch);
      return batch.write(
          imports, known, new ConsentOrigin(ConsentSource.IMPORT, actor, null, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      permits.release();
    }
  }

  /**
   * What the columns of a file probably hold, from its beginning.
   *
   * @param csv the file, or as much of it as has its first rows
   * @param type as {@link #read} takes it
   * @throws ApiProblem 422 when the file has no header
   */
  ImportPreview preview(InputStream csv, MediaType type) {
    try (csv) {
      CsvFile file = new CsvFile(csv, charset(type));
      List<List<String>> samples = firstRows(file);
      List<String> holds = ColumnGuess.of(file.header());
      List<ImportPreview.Column> columns = new ArrayList<>();
      for (int i = 0; i < holds.size(); i++) {
        int column = i;
        columns.add(
            new ImportPreview.Column(
                file.header().get(i),
                holds.get(i).isEmpty() ? null : holds.get(i),
                samples.stream()
                    .filter(row -> row.size() > column)
                    .map(row -> Texts.shortened(row.get(column)))
                    .toList()));
      }
      return new ImportPreview(columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Charset charset(MediaType type) {
    return type.getCharset().orElse(StandardCharsets.UTF_8);
  }

  private static CsvColumns columns(CsvFile file, @Nullable String given) {
    if (given == null) {
      return new CsvColumns(file.header());
    }
    List<String> columns = oneLine(given);
    if (columns.size() != file.header().size()) {
      throw ApiProblem.invalid(
          "/columns",
          "must say of each column what it holds; it has %d, the file has %d"
              .formatted(columns.size(), file.header().size()));
    }
    return new CsvColumns(columns);
  }

  private static List<String> oneLine(String csv) {
    // The reader takes the end of the text for the end of a quote that was left open.
    if (csv.chars().filter(character -> character == '"').count() % 2 != 0) {
      throw ApiProblem.invalid("/columns", "leaves a quote open");
    }
    try (CsvReader<CsvRecord> reader = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(csv)) {
      List<CsvRecord> lines = reader.stream().toList();
      return lines.size() == 1 ? lines.getFirst().getFields() : List.of();
    } catch (CsvParseException | IOException e) {
      throw ApiProblem.invalid("/columns", "must be a line of CSV");
    }
  }

  private static void addRows(CsvFile file, CsvColumns columns, ImportBatch batch) {
    Iterator<CsvRecord> rows = file.rows();
    long line = 1;
    try {
      while (rows.hasNext()) {
        CsvRecord row = rows.next();
        line = row.getStartingLineNumber();
        batch.add(columns, line, row.getFields());
      }
    } catch (CsvParseException e) {
      batch.refuse(
          line, "the file cannot be read beyond the row of this line; is a quote left open?");
    }
  }

  /** Fewer where the file ends, or cannot be read any further. */
  private static List<List<String>> firstRows(CsvFile file) {
    List<List<String>> rows = new ArrayList<>();
    try {
      while (rows.size() < SAMPLES && file.rows().hasNext()) {
        rows.add(file.rows().next().getFields());
      }
    } catch (CsvParseException e) {
      return rows;
    }
    return rows;
  }
}
