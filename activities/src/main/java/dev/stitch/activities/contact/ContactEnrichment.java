package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.StorableJson;
import dev.stitch.model.EmailAddress;
import dev.stitch.model.StepException;
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
import dev.stitch.store.contact.RevisionSource;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Fills fields of contacts with what was found about them. What is there stays, unless an earlier
 * run filled it and nobody has changed it since.
 */
@Singleton
public class ContactEnrichment {

  private static final String EMAIL = "email";
  private static final String ATTRIBUTES = "attributes";

  private final ContactRepository contacts;
  private final ContactRevisions revisions;

  ContactEnrichment(ContactRepository contacts, ContactRevisions revisions) {
    this.contacts = contacts;
    this.revisions = revisions;
  }

  /**
   * What became of what was found.
   *
   * @param written from field to {@code before} and {@code after}; empty when nothing changed
   * @param kept from field to why it was left as it is
   */
  public record Filled(ObjectNode written, ObjectNode kept) {}

  /** Which of these fields may be filled: those that are empty or that a run has filled. */
  public List<String> open(Contact contact, List<String> fields) {
    Map<String, JsonNode> own = filledBefore(contact.id());
    return fields.stream().filter(field -> isOpen(contact, field, own)).toList();
  }

  /**
   * Fills a contact, in the surrounding transaction.
   *
   * @param found from field to value, {@code attributes.*} with the point in their names
   * @return empty when the contact is gone or archived
   */
  public Optional<Filled> fill(
      UUID contactId, ObjectNode found, Instant now, RevisionOrigin origin) {
    return contacts
        .findForUpdate(contactId)
        .filter(contact -> contact.status() == ContactStatus.ACTIVE)
        .map(contact -> fill(contact, found, now, origin));
  }

  private Filled fill(Contact before, ObjectNode found, Instant now, RevisionOrigin origin) {
    Map<String, JsonNode> own = filledBefore(before.id());
    ObjectNode kept = Jsonb.object();
    ContactDraft draft = new ContactDraft(before);
    for (Map.Entry<String, JsonNode> value : found.properties()) {
      String field = value.getKey();
      if (!isOpen(before, field, own)) {
        kept.put(field, "somebody wrote it");
      } else if (field.equals(EMAIL)) {
        address(before, value.getValue(), kept).ifPresent(draft::address);
      } else {
        set(draft, field, value.getValue(), now, kept);
      }
    }
    Contact after = draft.toContact();
    ObjectNode written = ContactDifference.between(before, after);
    if (!written.isEmpty()) {
      contacts.update(after, ConsentOrigin.of(ConsentSource.FLOW));
      revisions.record(List.of(Entry.of(before.id(), RevisionKind.UPDATED, written)), origin);
    }
    return new Filled(written, kept);
  }

  private static void set(
      ContactDraft draft, String field, JsonNode value, Instant now, ObjectNode kept) {
    try {
      draft.set(field, StorableJson.withoutNul(value), now);
    } catch (StepException e) {
      kept.put(field, e.getMessage());
    }
  }

  /** The address as it is stored; empty where the contact cannot have it. */
  private Optional<String> address(Contact contact, JsonNode value, ObjectNode kept) {
    String address = value.asText().strip().toLowerCase(Locale.ROOT);
    if (!EmailAddress.valid(address)) {
      kept.put(EMAIL, "what was found is no mail address");
      return Optional.empty();
    }
    Optional<UUID> owner = contacts.idOfEmail(address);
    if (owner.isPresent() && !owner.get().equals(contact.id())) {
      kept.put(EMAIL, "contact %s has the address that was found".formatted(owner.get()));
      return Optional.empty();
    }
    return Optional.of(address);
  }

  private static boolean isOpen(Contact contact, String field, Map<String, JsonNode> own) {
    JsonNode current = value(contact, field);
    if (current.isMissingNode() || current.isNull()) {
      return true;
    }
    return (current.isTextual() && current.textValue().isBlank())
        || (own.containsKey(field) && ContactDifference.same(own.get(field), current));
  }

  private static JsonNode value(Contact contact, String field) {
    return switch (field) {
      case "name" -> Jsonb.tree(contact.name());
      case EMAIL -> Jsonb.tree(contact.email());
      case "phone" -> Jsonb.tree(contact.phone());
      case "company" -> Jsonb.tree(contact.company());
      case "title" -> Jsonb.tree(contact.title());
      default -> contact.attributes().path(field.substring(ATTRIBUTES.length() + 1));
    };
  }

  /** What runs have last filled each field with. */
  private Map<String, JsonNode> filledBefore(UUID contactId) {
    Map<String, JsonNode> own = new HashMap<>();
    for (JsonNode fields : revisions.standingChanges(contactId, RevisionSource.ENRICH)) {
      for (Map.Entry<String, JsonNode> change : fields.properties()) {
        JsonNode after = change.getValue().path("after");
        if (change.getKey().equals(ATTRIBUTES)) {
          after
              .properties()
              .forEach(each -> own.put(ATTRIBUTES + "." + each.getKey(), each.getValue()));
        } else {
          own.put(change.getKey(), after);
        }
      }
    }
    return own;
  }
}
