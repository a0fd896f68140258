package dev.stitch.api.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Patches;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.crm.Identity;
import dev.stitch.store.crm.IdentityRepository;
import dev.stitch.store.crm.Reference;
import dev.stitch.store.crm.References;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** Who contacts are on outside platforms, one identity at a time. */
@Singleton
class Identities {

  private final Database database;
  private final IdentityRepository repository;
  private final ContactRepository contacts;
  private final Patches patches;
  private final References references;

  Identities(
      Database database,
      IdentityRepository repository,
      ContactRepository contacts,
      Patches patches,
      References references) {
    this.database = database;
    this.repository = repository;
    this.contacts = contacts;
    this.patches = patches;
    this.references = references;
  }

  Identity get(UUID contactId, UUID id) {
    return repository
        .find(id)
        .filter(identity -> identity.contactId().equals(contactId))
        .orElseThrow(() -> ApiProblem.notFound("identity of this contact", id));
  }

  /** The contact of an id is there. */
  void requireContact(UUID contactId) {
    if (!references.exists(Reference.CONTACT, contactId)) {
      throw ApiProblem.notFound("contact", contactId);
    }
  }

  Identity add(UUID contactId, IdentityRequest request) {
    return database.transaction(
        () -> {
          locked(contactId);
          return put(contactId, Ids.next(), request);
        });
  }

  Identity change(UUID contactId, UUID id, ObjectNode patch) {
    return database.transaction(
        () -> {
          locked(contactId);
          Identity before = get(contactId, id);
          IdentityRequest request = new IdentityRequest(before.platform(), before.platformUserId());
          return put(contactId, id, patches.apply(request, patch, IdentityRequest.class));
        });
  }

  void remove(UUID contactId, UUID id) {
    database.transaction(
        () -> {
          Contact contact = locked(contactId);
          get(contactId, id);
          if (contact.email() == null && contact.identities().size() == 1) {
            throw ApiProblem.conflict(
                "The contact has no e-mail address, so it keeps its last identity.");
          }
          repository.remove(id);
          contacts.changed(contactId);
        });
  }

  /** Nobody else changes the contact, or who it is, until the transaction ends. */
  private Contact locked(UUID contactId) {
    return contacts
        .findForUpdate(contactId)
        .orElseThrow(() -> ApiProblem.notFound("contact", contactId));
  }

  private Identity put(UUID contactId, UUID id, IdentityRequest request) {
    new RequestCheck(references)
        .required("platform", request.platform())
        .line("platform", request.platform())
        .required("platformUserId", request.platformUserId())
        .line("platformUserId", request.platformUserId())
        .done();
    refuseTaken(contactId, id, request);
    Identity identity =
        new Identity(
            id,
            contactId,
            request.platform(),
            request.platformUserId(),
            Instant.EPOCH,
            Instant.EPOCH);
    Identity kept = repository.put(identity);
    contacts.changed(contactId);
    return kept;
  }

  private void refuseTaken(UUID contactId, UUID id, IdentityRequest request) {
    repository
        .find(request.platform(), request.platformUserId())
        .filter(other -> !other.id().equals(id))
        .ifPresent(
            other -> {
              throw ApiProblem.conflict(
                  "/platformUserId",
                  other.contactId().equals(contactId)
                      ? "The contact has this identity already."
                      : "Contact " + other.contactId() + " has this identity already.");
            });
  }
}
