package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Adds, archives and merges contacts. Each act done again changes nothing. */
@Singleton
public class ContactRegister {

  private final Database database;
  private final ContactRepository contacts;

  public ContactRegister(Database database, ContactRepository contacts) {
    this.database = database;
    this.contacts = contacts;
  }

  /**
   * Adds a contact unless one has the address; {@code contactId} is whose it is, {@code created}
   * whether it is new.
   *
   * @param email in lower case
   * @throws StepException {@code INVALID_CONFIG} when a field cannot hold its value
   */
  ObjectNode create(String email, ObjectNode values, Instant now) throws StepException {
    Optional<UUID> existing = contacts.idOfEmail(email);
    if (existing.isPresent()) {
      return created(existing.get(), false);
    }
    ContactDraft draft = new ContactDraft(blank(email, now));
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      draft.set(value.getKey(), value.getValue(), now);
    }
    Contact contact = draft.toContact();
    // One who takes the address meanwhile fails this, and the turn that repeats it finds him.
    database.transaction(() -> contacts.insert(contact));
    return created(contact.id(), true);
  }

  private static ObjectNode created(UUID id, boolean created) {
    return Jsonb.object().put("contactId", id.toString()).put("created", created);
  }

  private static Contact blank(String email, Instant now) {
    return new Contact(
        Ids.next(),
        null,
        email,
        null,
        null,
        null,
        null,
        Jsonb.object(),
        Jsonb.object(),
        List.of(),
        ContactStatus.ACTIVE,
        null,
        null,
        List.of(),
        0,
        now,
        now);
  }

  /**
   * Archives a contact.
   *
   * @throws StepException {@code NOT_FOUND} when there is none
   */
  ObjectNode archive(UUID id) throws StepException {
    Function<Contact, Optional<Contact>> archived =
        contact ->
            contact.status() == ContactStatus.ARCHIVED
                ? Optional.empty()
                : Optional.of(ContactMerge.archived(contact));
    boolean found =
        database.transaction(
            () -> {
              Optional<Contact> contact = contacts.findForUpdate(id);
              contact.flatMap(archived).ifPresent(contacts::update);
              return contact.isPresent();
            });
    if (!found) {
      throw missing(id);
    }
    return Jsonb.object().put("contactId", id.toString());
  }

  /**
   * Merges a duplicate into the contact that stays.
   *
   * @throws StepException {@code NOT_FOUND} when one of them does not exist
   */
  ObjectNode merge(UUID from, UUID into) throws StepException {
    Optional<UUID> missing = database.transaction(() -> mergeLocked(from, into));
    if (missing.isPresent()) {
      throw missing(missing.get());
    }
    return Jsonb.object().put("contactId", into.toString()).put("mergedId", from.toString());
  }

  /** Empty when it is done, else the contact that does not exist. */
  private Optional<UUID> mergeLocked(UUID from, UUID into) {
    // Always in the same order, so that two merges of the same pair cannot wait for each other.
    UUID first = from.compareTo(into) < 0 ? from : into;
    contacts.findForUpdate(first);
    Optional<Contact> duplicate = contacts.findForUpdate(from);
    Optional<Contact> kept = contacts.findForUpdate(into);
    if (duplicate.isEmpty() || kept.isEmpty()) {
      return Optional.of(duplicate.isEmpty() ? from : into);
    }
    ContactMerge merge = new ContactMerge(duplicate.get(), kept.get());
    if (!merge.done()) {
      contacts.update(merge.duplicate()); // first: address and identities are free then
      contacts.update(merge.kept());
    }
    return Optional.empty();
  }

  private static StepException missing(UUID id) {
    return new StepException(FailureCode.NOT_FOUND, "There is no contact " + id + ".");
  }
}
