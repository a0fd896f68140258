package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Adds, archives and merges contacts. Each act done again changes nothing. */
@Singleton
public class ContactRegister {

  private static final ConsentOrigin FLOW = ConsentOrigin.of(ConsentSource.FLOW);
  private static final ConsentOrigin MERGE = ConsentOrigin.of(ConsentSource.MERGE);

  private final Database database;
  private final ContactRepository contacts;
  private final ConsentRepository consents;

  public ContactRegister(
      Database database, ContactRepository contacts, ConsentRepository consents) {
    this.database = database;
    this.contacts = contacts;
    this.consents = consents;
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
    // One who takes the address meanwhile fails this, and the flush that repeats it finds him.
    database.transaction(() -> contacts.insert(contact, FLOW));
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
              contact.flatMap(archived).ifPresent(changed -> contacts.update(changed, FLOW));
              return contact.isPresent();
            });
    if (!found) {
      throw missing(id);
    }
    return Jsonb.object().put("contactId", id.toString());
  }

  /**
   * Merges a duplicate into the contact that stays. A contact that was itself merged stands for the
   * one that it went to; {@code contactId} is the one that stayed in the end.
   *
   * @throws StepException {@code NOT_FOUND} when one of them does not exist, {@code INVALID_CONFIG}
   *     when the one that is to stay is archived, or the duplicate was merged into somebody else
   */
  ObjectNode merge(UUID from, UUID into) throws StepException {
    Set<UUID> passed = new HashSet<>();
    UUID stays = into;
    while (passed.add(stays)) {
      UUID candidate = stays;
      switch (database.transaction(() -> mergeHeld(from, candidate))) {
        case Merging.Done done -> {
          return Jsonb.object()
              .put("contactId", candidate.toString())
              .put("mergedId", (candidate.equals(from) ? into : from).toString());
        }
        case Merging.Elsewhere elsewhere -> stays = elsewhere.contactId();
        case Merging.Refused refused -> throw refused.why();
      }
    }
    throw invalid(
        "Contact %s was merged in a circle: make one of those in it active again.".formatted(into));
  }

  /** What comes of merging one contact into another one. */
  private sealed interface Merging {

    /** The two are one contact. */
    record Done() implements Merging {}

    /** The contact that was to stay has been merged into this one. */
    record Elsewhere(UUID contactId) implements Merging {}

    record Refused(StepException why) implements Merging {}
  }

  private Merging mergeHeld(UUID from, UUID into) {
    // Always in the same order, so that two merges of the same pair cannot wait for each other.
    contacts.findForUpdate(from.compareTo(into) < 0 ? from : into);
    Optional<Contact> duplicate = contacts.findForUpdate(from);
    Optional<Contact> kept = contacts.findForUpdate(into);
    if (duplicate.isEmpty() || kept.isEmpty()) {
      return new Merging.Refused(missing(duplicate.isEmpty() ? from : into));
    }
    return ContactMerge.mergedInto(kept.get())
        .<Merging>map(Merging.Elsewhere::new)
        .orElseGet(() -> mergeInto(kept.get(), duplicate.get()));
  }

  private Merging mergeInto(Contact kept, Contact duplicate) {
    if (kept.id().equals(duplicate.id()) || wentTo(kept.id(), duplicate)) {
      return new Merging.Done();
    }
    if (kept.status() == ContactStatus.ARCHIVED) {
      return new Merging.Refused(
          invalid("into: contact " + kept.id() + " is archived; make it active first"));
    }
    Optional<UUID> elsewhere = ContactMerge.mergedInto(duplicate);
    if (elsewhere.isPresent()) {
      return new Merging.Refused(
          invalid(
              "from: contact %s was merged into %s; merge that one"
                  .formatted(duplicate.id(), elsewhere.get())));
    }
    ContactMerge merge = new ContactMerge(duplicate, kept);
    contacts.update(merge.duplicate(), MERGE); // first: address and identities are free then
    contacts.update(merge.kept(), MERGE);
    consents.carryOver(duplicate.id(), kept.id());
    return new Merging.Done();
  }

  private boolean wentTo(UUID goal, Contact duplicate) {
    Set<UUID> passed = new HashSet<>();
    Optional<UUID> next = ContactMerge.mergedInto(duplicate);
    while (next.isPresent() && passed.add(next.get())) {
      if (next.get().equals(goal)) {
        return true;
      }
      next = contacts.find(next.get()).flatMap(ContactMerge::mergedInto);
    }
    return false;
  }

  private static StepException invalid(String message) {
    return new StepException(FailureCode.INVALID_CONFIG, message);
  }

  private static StepException missing(UUID id) {
    return new StepException(FailureCode.NOT_FOUND, "There is no contact " + id + ".");
  }
}
