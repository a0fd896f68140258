package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.store.contact.ContactSnapshots;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The contact as expressions and templates see it: read when it is needed, never kept. */
@Singleton
public class ContactSnapshot {

  private final ContactSnapshots contacts;

  ContactSnapshot(ContactSnapshots contacts) {
    this.contacts = contacts;
  }

  /** The fields of the API's contact; an empty object when there is no such contact. */
  public JsonNode of(@Nullable UUID contactId) {
    if (contactId == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    return contacts.find(contactId).orElseGet(JsonNodeFactory.instance::objectNode);
  }
}
