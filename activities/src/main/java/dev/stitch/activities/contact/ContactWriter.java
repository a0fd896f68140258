package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.Database;
import dev.stitch.store.consent.ConsentOrigin;
import dev.stitch.store.consent.ConsentSource;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes single fields of a contact and leaves the others to whoever writes them meanwhile. */
@Singleton
public class ContactWriter {

  private final Database database;
  private final ContactRepository contacts;

  public ContactWriter(Database database, ContactRepository contacts) {
    this.database = database;
    this.contacts = contacts;
  }

  /**
   * Writes all values or none. Writing what is there already changes nothing, so a repetition is
   * harmless.
   *
   * @param values an object, from field to value
   * @throws StepException {@code NOT_FOUND} when the contact is gone, {@code INVALID_CONFIG} when a
   *     field cannot hold its value
   */
  public void write(UUID contactId, JsonNode values, Instant now) throws StepException {
    Optional<StepException> refused =
        database.transaction(
            () -> {
              Optional<Contact> contact = contacts.findForUpdate(contactId);
              if (contact.isEmpty()) {
                return Optional.of(
                    new StepException(
                        FailureCode.NOT_FOUND, "The contact does not exist any more."));
              }
              try {
                Contact changed = changed(contact.get(), values, now);
                if (!changed.equals(contact.get())) {
                  contacts.update(changed, ConsentOrigin.of(ConsentSource.FLOW));
                }
                return Optional.empty();
              } catch (StepException e) {
                return Optional.of(e);
              }
            });
    if (refused.isPresent()) {
      throw refused.get();
    }
  }

  private static Contact changed(Contact contact, JsonNode values, Instant now)
      throws StepException {
    ContactDraft draft = new ContactDraft(contact);
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      draft.set(value.getKey(), value.getValue(), now);
    }
    return draft.toContact();
  }
}
