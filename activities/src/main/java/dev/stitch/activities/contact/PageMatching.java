package dev.stitch.activities.contact;

import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactStatus;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds out who the people of a page are: by the platform's own ids, then by address, also among
 * themselves. Pure: what it says holds for the contacts that it was given.
 */
final class PageMatching {

  private final Map<ContactIdentity, Person> byIdentity = new HashMap<>();
  private final Map<String, Person> byAddress = new HashMap<>();
  private final Set<Person> people = new LinkedHashSet<>();
  private final List<Integer> unidentified = new ArrayList<>();
  private final List<PageResult.Conflict> conflicts = new ArrayList<>();

  private PageMatching() {}

  /**
   * Matches a page.
   *
   * @param known everybody who has an id or address of the page, and where those went who were
   *     merged into others
   */
  static PageMatching of(List<IncomingContact> page, List<Contact> known) {
    PageMatching matching = new PageMatching();
    matching.know(known);
    for (int place = 0; place < page.size(); place++) {
      matching.take(place, page.get(place));
    }
    return matching;
  }

  /** A contact, or somebody who is to become one. */
  static final class Person {

    private final @Nullable Contact contact;
    private final List<Integer> places = new ArrayList<>();
    private final List<Contact> merged = new ArrayList<>();
    private final Set<ContactIdentity> identities = new LinkedHashSet<>();
    private @Nullable String address;
    private @Nullable Person goneInto;

    private Person(@Nullable Contact contact) {
      this.contact = contact;
      this.address = contact == null ? null : contact.email();
    }

    /** Null for somebody new. */
    @Nullable
    Contact contact() {
      return contact;
    }

    /** The address that it has or is to have. */
    @Nullable
    String address() {
      return address;
    }

    /** Where in the page it is told of. */
    List<Integer> places() {
      return places;
    }

    /** What it is to be known by besides. */
    Set<ContactIdentity> identities() {
      return identities;
    }

    /** Contacts that are the same person. */
    List<Contact> merged() {
      return merged;
    }

    boolean archived() {
      return contact != null && contact.status() == ContactStatus.ARCHIVED;
    }

    /** The contacts that would change or be merged: none of somebody new. */
    Set<UUID> touched() {
      Set<UUID> ids = new HashSet<>();
      if (contact != null && !archived()) {
        ids.add(contact.id());
        merged.forEach(each -> ids.add(each.id()));
      }
      return ids;
    }

    private @Nullable UUID id() {
      return contact == null ? null : contact.id();
    }

    private Person root() {
      Person root = this;
      while (root.goneInto != null) {
        root = root.goneInto;
      }
      return root;
    }
  }

  /** Everybody of whom the page tells, in its order. */
  List<Person> people() {
    return people.stream().filter(person -> person.goneInto == null).toList();
  }

  /** Places of those of whom nothing tells who they are. */
  List<Integer> unidentified() {
    return unidentified;
  }

  List<PageResult.Conflict> conflicts() {
    return conflicts;
  }

  /** The contacts that would change or be merged. */
  Set<UUID> touched() {
    return people().stream()
        .flatMap(person -> person.touched().stream())
        .collect(Collectors.toSet());
  }

  private void know(List<Contact> known) {
    Map<UUID, Contact> byId = new HashMap<>();
    known.forEach(contact -> byId.put(contact.id(), contact));
    Map<UUID, Person> persons = new HashMap<>();
    for (Contact contact : known) {
      Contact stays = MergedContacts.stays(contact, byId);
      Person person = persons.computeIfAbsent(stays.id(), id -> new Person(stays));
      contact.identities().forEach(identity -> byIdentity.put(identity, person));
      if (contact.email() != null) {
        byAddress.put(contact.email(), person);
      }
    }
  }

  private void take(int place, IncomingContact incoming) {
    if (!incoming.identified()) {
      unidentified.add(place);
      return;
    }
    Person person = holder(place, incoming);
    person.places.add(place);
    people.add(person);
    if (!person.archived()) {
      for (ContactIdentity identity : incoming.identities()) {
        if (byIdentity.putIfAbsent(identity, person) == null) {
          person.identities.add(identity);
        }
      }
      takeAddress(person, incoming);
    }
  }

  private Person holder(int place, IncomingContact incoming) {
    Person holder = null;
    for (ContactIdentity identity : incoming.identities()) {
      Person next = rootOf(byIdentity.get(identity));
      if (next != null) {
        holder = holder == null ? next : joined(place, holder, next);
      }
    }
    if (holder == null) {
      return incoming.addresses().stream()
          .flatMap(address -> Optional.ofNullable(rootOf(byAddress.get(address))).stream())
          .findFirst()
          .orElseGet(() -> new Person(null));
    }
    Person owner =
        incoming.addresses().isEmpty()
            ? null
            : rootOf(byAddress.get(incoming.addresses().getFirst()));
    return owner == null ? holder : joined(place, holder, owner);
  }

  private static @Nullable Person rootOf(@Nullable Person person) {
    return person == null ? null : person.root();
  }

  private void takeAddress(Person person, IncomingContact incoming) {
    if (person.address == null) {
      incoming.addresses().stream()
          .filter(address -> !byAddress.containsKey(address))
          .findFirst()
          .ifPresent(
              address -> {
                person.address = address;
                byAddress.put(address, person);
              });
    }
  }

  /** One person of two, unless something speaks against it: then the first one. */
  private Person joined(int place, Person first, Person second) {
    if (first == second) {
      return first;
    }
    if (first.archived()
        || second.archived()
        || (first.address != null && second.address != null)) {
      conflicts.add(new PageResult.Conflict(place, first.id(), second.id()));
      return first;
    }
    boolean keepsFirst = rank(first, second);
    Person stays = keepsFirst ? first : second;
    Person goes = keepsFirst ? second : first;
    goes.goneInto = stays;
    stays.places.addAll(goes.places);
    stays.places.sort(null);
    people.add(stays);
    if (goes.contact != null) {
      stays.merged.add(goes.contact);
    }
    stays.merged.addAll(goes.merged);
    stays.identities.addAll(goes.identities);
    if (stays.address == null) {
      stays.address = goes.address;
    }
    return stays;
  }

  /**
   * Whether the first stays: a contact rather than a new one, then who has an address, the older.
   */
  private static boolean rank(Person first, Person second) {
    if (first.contact == null || second.contact == null) {
      return first.contact != null || second.contact == null;
    }
    if (first.contact.email() != null || second.contact.email() != null) {
      return first.contact.email() != null;
    }
    return first.contact.id().compareTo(second.contact.id()) < 0;
  }
}
