package dev.stitch.api.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.contact.ContactRepository;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Exports contacts as a CSV file that the import reads back. Contacts are read in portions as the
 * client takes them, without a transaction, so that a slow client costs nothing.
 */
@Singleton
public class ContactExport {

  private static final int CONTACTS_PER_QUERY = 1000;

  private final ContactRepository repository;

  ContactExport(ContactRepository repository) {
    this.repository = repository;
  }

  InputStream write(ContactFilter filter) {
    List<String> attributes = repository.attributeNames(filter);
    Stream<String> rows =
        Stream.iterate(
                repository.after(filter, null, CONTACTS_PER_QUERY),
                contacts -> !contacts.isEmpty(),
                contacts -> repository.after(filter, contacts.getLast().id(), CONTACTS_PER_QUERY))
            .map(contacts -> rows(contacts, attributes));
    Iterator<ByteArrayInputStream> portions =
        Stream.concat(Stream.of(header(attributes)), rows)
            .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
            .iterator();
    return new SequenceInputStream(enumeration(portions));
  }

  @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing newer
  private static <T> Enumeration<T> enumeration(Iterator<T> iterator) {
    return new Enumeration<>() {
      @Override
      public boolean hasMoreElements() {
        return iterator.hasNext();
      }

      @Override
      public T nextElement() {
        return iterator.next();
      }
    };
  }

  private static String header(List<String> attributes) {
    List<String> names = new ArrayList<>(CsvColumns.KNOWN);
    attributes.forEach(name -> names.add(CsvColumns.ATTRIBUTES + name));
    return csv(List.of(names));
  }

  private static String rows(List<Contact> contacts, List<String> attributes) {
    return csv(contacts.stream().map(contact -> cells(contact, attributes)).toList());
  }

  private static List<String> cells(Contact contact, List<String> attributes) {
    List<String> cells = new ArrayList<>();
    cells.add(contact.name());
    cells.add(contact.email());
    cells.add(contact.phone());
    cells.add(contact.company());
    cells.add(contact.title());
    cells.add(contact.timezone());
    cells.add(String.join(";", contact.tags()));
    cells.add(contact.status().name().toLowerCase(Locale.ROOT));
    cells.add(contact.lifecycleStage());
    cells.add(contact.unsubscribedAt() == null ? null : contact.unsubscribedAt().toString());
    attributes.forEach(name -> cells.add(text(contact.attributes().get(name))));
    return cells;
  }

  private static String text(JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    return value.isTextual() ? value.textValue() : asPostgresWrites(value);
  }

  /** The import compares with that, so that what is no text is not taken for a changed one. */
  private static String asPostgresWrites(JsonNode value) {
    return switch (value) {
      case ObjectNode object ->
          object.properties().stream()
              .map(
                  each ->
                      TextNode.valueOf(each.getKey()) + ": " + asPostgresWrites(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case ArrayNode array ->
          array
              .valueStream()
              .map(ContactExport::asPostgresWrites)
              .collect(Collectors.joining(", ", "[", "]"));
      default -> value.toString();
    };
  }

  private static String csv(List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      rows.forEach(
          row ->
              writer.writeRecord(
                  row.stream()
                      .map(cell -> cell == null ? "" : FormulaCells.neutral(cell))
                      .toList()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
