package dev.stitch.api.consent;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.Caller;
import dev.stitch.launch.request.Texts;
import dev.stitch.store.Database;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.ConsentState;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.page.PageRequest;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What people decide for contacts. */
@Singleton
class Consents {

  private static final int MAX_TOPIC = 100;
  private static final int MAX_NOTE = 500;

  private final Database database;
  private final ContactRepository contacts;
  private final ConsentRepository consents;

  Consents(Database database, ContactRepository contacts, ConsentRepository consents) {
    this.database = database;
    this.contacts = contacts;
    this.consents = consents;
  }

  /**
   * How a contact's consent stands.
   *
   * @param page of the history
   * @throws ApiProblem 404 when there is no such contact
   */
  ConsentView view(UUID contactId, PageRequest page) {
    Contact contact = contact(contactId);
    return new ConsentView(
        contact.unsubscribedAt() == null ? ConsentState.GRANTED : ConsentState.WITHDRAWN,
        contact.unsubscribedAt(),
        consents.topics(contactId).stream()
            .map(last -> new ConsentView.Topic(last.topic(), last.state(), last.at()))
            .toList(),
        consents.history(contactId, page));
  }

  /**
   * Changes it; what stands so already is not recorded again.
   *
   * @throws ApiProblem 404 when there is no such contact, 422 with what is wrong
   */
  ConsentView change(UUID contactId, ConsentRequest request, Caller caller) {
    String topic = Texts.trimmed(request.topic());
    String note = Texts.trimmed(request.note());
    if (request.topic() != null && topic == null) {
      throw ApiProblem.invalid("/topic", "must not be empty; leave it out for everything");
    }
    if (topic != null && topic.length() > MAX_TOPIC) {
      throw ApiProblem.invalid("/topic", "must be at most " + MAX_TOPIC + " characters");
    }
    if (request.state() == null) {
      throw ApiProblem.invalid("/state", "is required: granted or withdrawn");
    }
    if (note != null && note.length() > MAX_NOTE) {
      throw ApiProblem.invalid("/note", "must be at most " + MAX_NOTE + " characters");
    }
    return database.transaction(
        () -> {
          contact(contactId);
          consents.change(contactId, topic, request.state(), ConsentOrigins.of(caller, note));
          return view(contactId, PageRequest.FIRST);
        });
  }

  private Contact contact(UUID id) {
    return contacts.find(id).orElseThrow(() -> ApiProblem.notFound("contact", id));
  }
}
