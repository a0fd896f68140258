package dev.stitch.activities.agent;

import dev.stitch.store.contact.ContactSnapshots;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Contacts as whoever approves a call has to see them: a person, and not an id. */
@Singleton
final class NamedContacts {

  private final ContactSnapshots contacts;

  NamedContacts(ContactSnapshots contacts) {
    this.contacts = contacts;
  }

  /** {@code Ada <ada@example.com>}, or that there is no such contact. */
  String named(Optional<UUID> id) {
    return id.flatMap(contacts::find)
        .map(
            contact ->
                "%s <%s>"
                    .formatted(
                        contact.path("name").asText("a contact without a name"),
                        contact.path("email").asText("no address")))
        .orElse("a contact that is not there");
  }
}
