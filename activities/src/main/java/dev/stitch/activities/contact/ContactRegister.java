package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactDifference;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactRevisions;
import dev.stitch.store.contact.ContactRevisions.Entry;
import dev.stitch.store.contact.ContactStatus;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.RevisionOrigin;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Adds, archives and merges contacts. Each act done again changes nothing. */
@Singleton
public class ContactRegister {

  private static final ConsentOrigin FLOW = ConsentOrigin.of(ConsentSource.FLOW);

  private final Database database;
  private final ContactRepository contacts;
  private final ContactMerging merging;
  private final ContactRevisions revisions;

  ContactRegister(
      Database database,
      ContactRepository contacts,
      ContactMerging merging,
      ContactRevisions revisions) {
    this.database = database;
    this.contacts = contacts;
    this.merging = merging;
    this.revisions = revisions;
  }

  /**
   * Adds a contact unless one has the address; {@code contactId} is whose it is, {@code created}
   * whether it is new.
   *
   * @param email in lower case
   * @throws StepException {@code INVALID_CONFIG} when a field cannot hold its value
   */
  ObjectNode create(String email, ObjectNode values, Instant now, RevisionOrigin origin)
      throws StepException {
    Optional<UUID> existing = contacts.idOfEmail(email);
    if (existing.isPresent()) {
      return created(existing.get(), false);
    }
    ContactDraft draft = new ContactDraft(Contact.blank(Ids.next(), email, now));
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      draft.set(value.getKey(), value.getValue(), now);
    }
    Contact contact = draft.toContact();
    // One who takes the address meanwhile fails this, and the flush that repeats it finds him.
    database.transaction(
        () -> {
          contacts.insert(contact, FLOW);
          revisions.record(
              List.of(Entry.of(contact.id(), RevisionKind.CREATED, Jsonb.object())), origin);
        });
    return created(contact.id(), true);
  }

  private static ObjectNode created(UUID id, boolean created) {
    return Jsonb.object().put("contactId", id.toString()).put("created", created);
  }

  /**
   * Archives a contact.
   *
   * @throws StepException {@code NOT_FOUND} when there is none
   */
  public ObjectNode archive(UUID id, RevisionOrigin origin) throws StepException {
    boolean found =
        database.transaction(
            () -> {
              Optional<Contact> contact = contacts.findForUpdate(id);
              contact
                  .filter(before -> before.status() != ContactStatus.ARCHIVED)
                  .ifPresent(before -> archive(before, origin));
              return contact.isPresent();
            });
    if (!found) {
      throw missing(id);
    }
    return Jsonb.object().put("contactId", id.toString());
  }

  private void archive(Contact before, RevisionOrigin origin) {
    Contact after = ContactMerge.archived(before);
    contacts.update(after, FLOW);
    revisions.record(
        List.of(
            Entry.of(before.id(), RevisionKind.ARCHIVED, ContactDifference.between(before, after))),
        origin);
  }

  /**
   * Merges a duplicate into the contact that stays. A contact that was itself merged stands for the
   * one that it went to; {@code contactId} is the one that stayed in the end.
   *
   * @throws StepException {@code NOT_FOUND} when one of them does not exist, {@code INVALID_CONFIG}
   *     when the one that is to stay is archived, or the duplicate was merged into somebody else
   */
  public ObjectNode merge(UUID from, UUID into, RevisionOrigin origin) throws StepException {
    Set<UUID> passed = new HashSet<>();
    UUID stays = into;
    while (passed.add(stays)) {
      UUID candidate = stays;
      switch (database.transaction(() -> mergeHeld(from, candidate, origin))) {
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

  private Merging mergeHeld(UUID from, UUID into, RevisionOrigin origin) {
    // Always in the same order, so that two merges of the same pair cannot wait for each other.
    contacts.findForUpdate(from.compareTo(into) < 0 ? from : into);
    Optional<Contact> duplicate = contacts.findForUpdate(from);
    Optional<Contact> kept = contacts.findForUpdate(into);
    if (duplicate.isEmpty() || kept.isEmpty()) {
      return new Merging.Refused(missing(duplicate.isEmpty() ? from : into));
    }
    return ContactMerge.mergedInto(kept.get())
        .<Merging>map(Merging.Elsewhere::new)
        .orElseGet(() -> mergeInto(kept.get(), duplicate.get(), origin));
  }

  private Merging mergeInto(Contact kept, Contact duplicate, RevisionOrigin origin) {
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
    merging.merge(duplicate, kept, origin);
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
