package dev.stitch.api.contact;

import dev.stitch.api.contact.ImportResult.BadRow;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.launch.request.Texts;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.contact.ContactImports;
import dev.stitch.store.contact.ContactImports.Merged;
import dev.stitch.store.contact.ImportedContact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The people of one file by address, with what its rows count as. */
final class ImportBatch {

  /** People a statement: large enough to be fast, small enough to be short. */
  private static final int PEOPLE_PER_STATEMENT = 1000;

  /** Stands for bytes that are no text in the file's encoding. */
  private static final char UNDECODABLE = '\uFFFD';

  private final Map<String, Person> people = new LinkedHashMap<>();
  private final List<BadRow> errors = new ArrayList<>();
  private int errorCount;

  /** Takes a row in, or notes what is wrong with it. */
  void add(CsvColumns columns, long line, List<String> row) {
    if (row.stream().allMatch(cell -> Texts.trimmed(cell) == null)) {
      return; // what spreadsheets leave below their table
    }
    if (row.size() != columns.count()) {
      String hint =
          row.stream().anyMatch(cell -> cell.contains("\n")) ? "; is a quote left open?" : "";
      refuse(
          line, "has %d fields, the header has %d%s".formatted(row.size(), columns.count(), hint));
      return;
    }
    if (row.stream().anyMatch(cell -> cell.indexOf('\0') >= 0 || cell.indexOf(UNDECODABLE) >= 0)) {
      refuse(line, "holds characters that are not UTF-8 text");
      return;
    }
    try {
      add(columns.contact(row), line);
    } catch (IllegalArgumentException e) {
      refuse(line, e.getMessage());
    }
  }

  /** Notes a bad row. */
  void refuse(long line, String message) {
    errorCount++;
    if (errors.size() < ImportResult.MAX_ERRORS) {
      errors.add(new BadRow(line, message));
    }
  }

  /** Writes everybody, and tells what the rows came to. */
  ImportResult write(ContactImports imports, KnownPeople known, ConsentOrigin origin) {
    int created = 0;
    int updated = 0;
    int skipped = 0;
    List<Person> all = new ArrayList<>(people.values());
    for (int from = 0; from < all.size(); from += PEOPLE_PER_STATEMENT) {
      List<Person> some = all.subList(from, Math.min(all.size(), from + PEOPLE_PER_STATEMENT));
      List<ImportedContact> contacts = some.stream().map(person -> person.contact).toList();
      Merged merged =
          switch (known) {
            case UPDATE -> imports.merge(contacts, origin);
            case SKIP -> imports.add(contacts, origin);
          };
      for (Person person : some) {
        String email = person.contact.email();
        boolean isNew = merged.created().contains(email);
        boolean changed = isNew || merged.updated().contains(email);
        created += isNew ? 1 : 0;
        updated += changed ? person.changes + (isNew ? 0 : 1) : 0;
        skipped += person.repeats + (changed ? 0 : 1 + person.changes);
      }
    }
    List<String> named = people.keySet().stream().limit(ImportResult.MAX_CONTACTS).toList();
    return new ImportResult(created, updated, skipped, errors, errorCount, imports.ids(named));
  }

  private void add(ContactRequest row, long line) {
    ContactRequest contact = ContactRules.normalized(row);
    List<Fault> faults = ContactRules.faults(contact);
    if (contact.email() == null) {
      faults.addFirst(new Fault("/email", "is missing"));
    }
    if (!faults.isEmpty()) {
      refuse(
          line,
          faults.stream()
              .map(fault -> fault.pointer().substring(1) + ": " + fault.message())
              .collect(Collectors.joining("; ")));
      return;
    }
    people
        .computeIfAbsent(contact.email(), email -> new Person())
        .add(ContactRules.imported(row, contact));
  }

  /** One person's rows so far: what they say together, and what those after the first add to it. */
  private static final class Person {

    private ImportedContact contact;
    private int changes;
    private int repeats;

    void add(ImportedContact later) {
      if (contact == null) {
        contact = later;
        return;
      }
      ImportedContact merged = later.over(contact);
      if (Objects.equals(merged, contact)) {
        repeats++;
      } else {
        changes++;
      }
      contact = merged;
    }
  }
}
