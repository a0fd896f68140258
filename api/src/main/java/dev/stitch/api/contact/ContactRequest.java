package dev.stitch.api.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactIdentity;
import dev.stitch.store.contact.ContactStatus;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a client may set of a contact; null where nothing is said. */
public record ContactRequest(
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String company,
    @Nullable String title,
    @Nullable String timezone,
    @Nullable ObjectNode platform,
    @Nullable ObjectNode attributes,
    @Nullable List<String> tags,
    @Nullable ContactStatus status,
    @Nullable String lifecycleStage,
    @Nullable Instant unsubscribedAt,
    @Nullable List<ContactIdentity> identities) {

  /** The fields of a contact as they are, for a patch to be applied to. */
  static ContactRequest of(Contact contact) {
    return new ContactRequest(
        contact.name(),
        contact.email(),
        contact.phone(),
        contact.company(),
        contact.title(),
        contact.timezone(),
        (ObjectNode) contact.platform(),
        (ObjectNode) contact.attributes(),
        contact.tags(),
        contact.status(),
        contact.lifecycleStage(),
        contact.unsubscribedAt(),
        contact.identities());
  }

  /** The contact that this describes; what the database keeps itself is left at nothing. */
  Contact toContact(UUID id) {
    return new Contact(
        id,
        name,
        email,
        phone,
        company,
        title,
        timezone,
        platform,
        attributes,
        tags,
        status,
        lifecycleStage,
        unsubscribedAt,
        identities,
        0,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
