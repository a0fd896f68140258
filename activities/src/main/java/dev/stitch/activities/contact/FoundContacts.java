package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.StorableJson;
import dev.stitch.model.EmailAddress;
import dev.stitch.model.StepException;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactRevisions;
import dev.stitch.store.contact.ContactRevisions.Entry;
import dev.stitch.store.contact.RevisionKind;
import dev.stitch.store.contact.RevisionOrigin;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes contacts of people and organisations that the web tells of, each once. */
@Singleton
public class FoundContacts {

  private final ContactRepository contacts;
  private final MergedContacts merged;
  private final ContactRevisions revisions;

  FoundContacts(ContactRepository contacts, MergedContacts merged, ContactRevisions revisions) {
    this.contacts = contacts;
    this.merged = merged;
    this.revisions = revisions;
  }

  /**
   * Somebody who was found.
   *
   * @param email null when none was found
   * @param identity by which they are known when there is no address
   * @param values of further fields, {@code attributes.*} with the point in their names; what a
   *     contact cannot hold is left out
   */
  public record Found(@Nullable String email, ContactIdentity identity, ObjectNode values) {}

  /**
   * Whose contact it is.
   *
   * @param created false when there was one already, which stays as it is
   */
  public record Registered(UUID contactId, boolean created) {}

  /** Registers somebody, in the surrounding transaction. */
  public Registered register(Found found, Instant now, RevisionOrigin origin) {
    Optional<String> email =
        Optional.ofNullable(found.email())
            .map(address -> address.strip().toLowerCase(Locale.ROOT))
            .filter(EmailAddress::valid);
    Optional<UUID> known =
        email
            .flatMap(
                address -> Optional.ofNullable(merged.ofAddresses(Set.of(address)).get(address)))
            .or(() -> merged.ofIdentity(found.identity()));
    if (known.isPresent()) {
      return new Registered(known.get(), false);
    }
    ContactDraft draft = new ContactDraft(Contact.blank(Ids.next(), email.orElse(null), now));
    for (Map.Entry<String, JsonNode> value : found.values().properties()) {
      try {
        draft.set(value.getKey(), StorableJson.withoutNul(value.getValue()), now);
      } catch (StepException tooMuch) {
        // The contact is worth having without it.
      }
    }
    Contact contact = draft.toContact().withIdentities(List.of(found.identity()));
    contacts.insert(contact, ConsentOrigin.of(ConsentSource.FLOW));
    revisions.record(List.of(Entry.of(contact.id(), RevisionKind.CREATED, Jsonb.object())), origin);
    return new Registered(contact.id(), true);
  }
}
