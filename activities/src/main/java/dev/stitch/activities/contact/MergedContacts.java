package dev.stitch.activities.contact;

import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactBatches;
import dev.stitch.store.contact.ContactIdentity;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds contacts by who they are, and follows those that were merged: a duplicate keeps its
 * address, and what comes for it belongs to the contact that stands for it now.
 */
@Singleton
public class MergedContacts {

  private final ContactBatches batches;

  MergedContacts(ContactBatches batches) {
    this.batches = batches;
  }

  /** The contacts that have any of these, and where those went who were merged into others. */
  Map<UUID, Contact> known(Collection<ContactIdentity> identities, Collection<String> addresses) {
    Map<UUID, Contact> known = new HashMap<>();
    batches.matching(identities, addresses).forEach(each -> known.put(each.id(), each));
    Set<UUID> elsewhere = elsewhere(known);
    while (!elsewhere.isEmpty()) {
      List<Contact> found = batches.find(elsewhere);
      if (found.isEmpty()) {
        break; // merged into somebody who was deleted since
      }
      found.forEach(each -> known.put(each.id(), each));
      elsewhere = elsewhere(known);
    }
    return known;
  }

  /** Who stands for the contacts of these addresses now, by address. */
  public Map<String, UUID> ofAddresses(Collection<String> addresses) {
    Map<UUID, Contact> known = known(Set.of(), addresses);
    Map<String, UUID> stays = new HashMap<>();
    for (Contact contact : known.values()) {
      if (contact.email() != null) {
        stays.put(contact.email(), stays(contact, known).id());
      }
    }
    return stays;
  }

  /** Who stands for the contact of an identity now; empty when it is nobody's. */
  Optional<UUID> ofIdentity(ContactIdentity identity) {
    Map<UUID, Contact> known = known(Set.of(identity), Set.of());
    return known.values().stream()
        .filter(contact -> contact.identities().contains(identity))
        .findFirst()
        .map(contact -> stays(contact, known).id());
  }

  /**
   * The contact that stands for one that was merged; the contact itself where they go in a circle.
   */
  static Contact stays(Contact contact, Map<UUID, Contact> byId) {
    Set<UUID> passed = new HashSet<>();
    Contact stays = contact;
    while (passed.add(stays.id())) {
      Optional<Contact> next = ContactMerge.mergedInto(stays).map(byId::get);
      if (next.isEmpty()) {
        return stays;
      }
      stays = next.get();
    }
    return contact;
  }

  /** Whoever merged contacts went to and who is not known yet. */
  private static Set<UUID> elsewhere(Map<UUID, Contact> known) {
    return known.values().stream()
        .flatMap(contact -> ContactMerge.mergedInto(contact).stream())
        .filter(id -> !known.containsKey(id))
        .collect(Collectors.toSet());
  }
}
