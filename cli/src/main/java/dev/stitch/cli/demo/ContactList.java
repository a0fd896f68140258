package dev.stitch.cli.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The people of the demonstration.
 *
 * @param origin where they come from, as it is said to whoever watches
 * @param csv the file, which the API reads and judges row by row
 */
record ContactList(String origin, String csv) {

  /** The file beside the repository when it is there, else the demonstration's own. */
  static ContactList find(Path repository) {
    Path shared = repository.resolve("../shared/data/contacts.csv").toAbsolutePath().normalize();
    try {
      return Files.isReadable(shared)
          ? new ContactList(shared.toString(), Files.readString(shared, StandardCharsets.UTF_8))
          : new ContactList("the demonstration", Script.contacts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first of them, at most {@code people}; their rows are as they were, good or bad. */
  ContactList first(int people) {
    StringWriter kept = new StringWriter();
    try (CsvReader<CsvRecord> rows =
            CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(csv);
        CsvWriter writer = CsvWriter.builder().build(kept)) {
      rows.stream().limit(people + 1L).forEach(row -> writer.writeRecord(row.getFields()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ContactList("the first " + people + " of " + origin, kept.toString());
  }

  /** The addresses in it as the API stores them; also of rows that it will not take. */
  Set<String> addresses() {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofNamedCsvRecord(csv)) {
      return rows.stream()
          .flatMap(row -> row.findField("email").stream())
          .map(address -> address.strip().toLowerCase(Locale.ROOT))
          .filter(address -> !address.isEmpty())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
