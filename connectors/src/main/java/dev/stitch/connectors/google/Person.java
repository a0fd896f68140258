package dev.stitch.connectors.google;

import dev.stitch.connectors.http.Fields;
import io.micronaut.core.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Somebody in an address book.
 *
 * @param resourceName what they are known by, {@code people/c…}
 * @param previousNames what they were known by before others were joined with them
 * @param deleted whether they were taken out of the address book since the last reading
 * @param emails the primary one first
 */
public record Person(
    String resourceName,
    List<String> previousNames,
    boolean deleted,
    Name name,
    List<String> emails,
    List<String> phones,
    Work work,
    @Nullable String photoUrl) {

  public Person {
    previousNames = List.copyOf(previousNames);
    emails = List.copyOf(emails);
    phones = List.copyOf(phones);
  }

  /** What they are called. */
  public record Name(@Nullable String display, @Nullable String given, @Nullable String family) {}

  /** Where they work, and as what. */
  public record Work(@Nullable String company, @Nullable String title) {}

  static Optional<Person> of(Fields person) {
    return person.needed("resourceName").map(resourceName -> read(resourceName, person));
  }

  private static Person read(String resourceName, Fields person) {
    Fields metadata = person.object("metadata");
    Fields name = primary(person, "names");
    Fields work = primary(person, "organizations");
    return new Person(
        resourceName,
        metadata.texts("previousResourceNames"),
        metadata.flag("deleted"),
        new Name(name.text("displayName"), name.text("givenName"), name.text("familyName")),
        values(person, "emailAddresses"),
        values(person, "phoneNumbers"),
        new Work(work.text("name"), work.text("title")),
        primary(person, "photos").text("url"));
  }

  private static Fields primary(Fields person, String field) {
    return inOrder(person, field).stream().findFirst().orElseGet(() -> person.object("none"));
  }

  private static List<String> values(Fields person, String field) {
    return inOrder(person, field).stream()
        .flatMap(entry -> entry.needed("value").stream())
        .distinct()
        .toList();
  }

  private static List<Fields> inOrder(Fields person, String field) {
    return person.objects(field).stream()
        .sorted(Comparator.comparing(entry -> !entry.object("metadata").flag("primary")))
        .toList();
  }
}
