package dev.stitch.api.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.error.Problem.Fault;
import dev.stitch.api.http.MergePatch;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactImports;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactRepository.LiveJourney;
import dev.stitch.store.contact.ContactRevision;
import dev.stitch.store.contact.ContactRevisions;
import dev.stitch.store.contact.ContactTimeline;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.TimelineEntry;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One contact at a time. */
@Singleton
public class Contacts {

  private final Database database;
  private final ContactRepository repository;
  private final ContactImports imports;
  private final ContactTimeline timeline;
  private final ContactRevisions revisions;
  private final ObjectMapper mapper;

  Contacts(
      Database database,
      ContactRepository repository,
      ContactImports imports,
      ContactTimeline timeline,
      ContactRevisions revisions,
      ObjectMapper mapper) {
    this.database = database;
    this.repository = repository;
    this.imports = imports;
    this.timeline = timeline;
    this.revisions = revisions;
    this.mapper = mapper;
  }

  /**
   * The contact of an id.
   *
   * @throws ApiProblem 404 when there is none
   */
  public Contact get(UUID id) {
    return repository.find(id).orElseThrow(() -> notFound(id));
  }

  Contact create(ContactRequest request, ConsentOrigin origin) {
    Contact contact = ContactRules.accepted(request).toContact(Ids.next());
    return database.transaction(
        () -> {
          refuseTaken(contact);
          repository.insert(contact, origin);
          return get(contact.id());
        });
  }

  /**
   * The contact of an address with what is newly known of it, made when there is none; what is null
   * or empty says nothing.
   *
   * @param origin where it comes from that the contact has unsubscribed, if it has
   * @throws ApiProblem 422 with everything that is wrong, 503 when it is deleted at this moment
   */
  public UUID keep(ContactRequest request, ConsentOrigin origin) {
    ContactRequest contact = checked(request);
    imports.merge(List.of(ContactRules.imported(request, contact)), origin);
    return repository
        .idOfEmail(contact.email())
        .orElseThrow(
            () ->
                ApiProblem.unavailable(
                    "The contact was deleted at this moment; please repeat the request."));
  }

  /**
   * The form in which {@link #keep} would keep a contact.
   *
   * @throws ApiProblem 422 with everything that is wrong
   */
  public ContactRequest checked(ContactRequest request) {
    ContactRequest contact = ContactRules.normalized(request);
    List<Fault> faults = ContactRules.faults(contact);
    if (contact.email() == null) {
      faults.addFirst(new Fault("/email", "is missing"));
    }
    if (!faults.isEmpty()) {
      throw ApiProblem.invalid(faults);
    }
    return contact;
  }

  /** The contact that has this address, which is lower-case. */
  public Optional<UUID> idOf(String email) {
    return repository.idOfEmail(email);
  }

  Contact change(UUID id, ObjectNode patch, ConsentOrigin origin) {
    return database.transaction(
        () -> {
          Contact before = repository.findForUpdate(id).orElseThrow(() -> notFound(id));
          Contact after = ContactRules.accepted(patched(before, patch)).toContact(id);
          refuseTaken(after);
          repository.update(after, origin);
          return get(id);
        });
  }

  void remove(UUID id) {
    database.transaction(
        () -> {
          Contact contact = repository.findForUpdate(id).orElseThrow(() -> notFound(id));
          refuseWhileUnderWay(repository.liveJourneys(contact.id()));
          repository.delete(contact.id());
        });
  }

  Page<TimelineEntry> timeline(UUID id, PageRequest request) {
    get(id);
    return timeline.page(id, request);
  }

  Page<ContactRevision> changes(UUID id, @Nullable RevisionKind kind, PageRequest request) {
    get(id);
    return revisions.page(id, kind, request);
  }

  private ContactRequest patched(Contact before, ObjectNode patch) {
    ObjectNode fields = mapper.valueToTree(ContactRequest.of(before));
    try {
      return mapper.treeToValue(MergePatch.apply(fields, patch), ContactRequest.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void refuseTaken(Contact contact) {
    if (contact.email() != null) {
      repository
          .idOfEmail(contact.email())
          .filter(other -> !other.equals(contact.id()))
          .ifPresent(
              other -> {
                throw ApiProblem.conflict(
                    "/email", "Contact " + other + " has this address already.");
              });
    }
    for (int i = 0; i < contact.identities().size(); i++) {
      String pointer = "/identities/" + i;
      repository
          .idOfIdentity(contact.identities().get(i))
          .filter(other -> !other.equals(contact.id()))
          .ifPresent(
              other -> {
                throw ApiProblem.conflict(
                    pointer, "Contact " + other + " has this identity already.");
              });
    }
  }

  private static void refuseWhileUnderWay(List<LiveJourney> journeys) {
    if (!journeys.isEmpty()) {
      LiveJourney first = journeys.getFirst();
      throw ApiProblem.conflict(
          "The contact is in %d live journeys, of which entity %s of flow '%s' is %s: cancel them first, or archive the contact."
              .formatted(journeys.size(), first.entityId(), first.flowName(), first.status()));
    }
  }

  private static ApiProblem notFound(UUID id) {
    return ApiProblem.notFound("contact", id);
  }
}
