package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactIdentity;
import io.micronaut.core.annotation.Nullable;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a platform's word makes of a contact. It fills what is empty, and replaces what it has
 * filled itself and nobody has changed since; everything else was written by somebody who knows
 * better. What the platform said last is kept under its name in {@code contacts.platform}; {@code
 * filled} there lists the fields that have their value from it.
 */
final class PlatformWord {

  private static final String ID = "id";
  private static final String FILLED = "filled";
  private static final Set<String> FIELDS = Set.of("name", "phone", "company", "title");

  private final IncomingContact incoming;

  /** What this platform said before. */
  private final JsonNode said;

  /** Whether it speaks of the account that it spoke of before: one person may have two. */
  private final boolean leading;

  private final Set<String> filled = new TreeSet<>();
  private final ObjectNode copy;

  private PlatformWord(Contact contact, IncomingContact incoming) {
    this.incoming = incoming;
    said = contact.platform().path(incoming.platform());
    String id = incoming.ids().isEmpty() ? null : incoming.ids().getFirst();
    leading = leads(contact, id);
    copy = incoming.profile().deepCopy();
    if (id != null) {
      copy.put(ID, id);
    }
    if (!incoming.addresses().isEmpty()) {
      copy.put("email", incoming.addresses().getFirst());
    }
    for (JsonNode name : said.path(FILLED)) {
      if (FIELDS.contains(name.asText())) {
        filled.add(name.asText());
      }
    }
  }

  /**
   * The contact with what the platform says of it.
   *
   * @param email an address that nobody has, for a contact without one; null for none
   */
  static Contact heard(Contact contact, IncomingContact incoming, @Nullable String email) {
    return new PlatformWord(contact, incoming).applied(contact, email);
  }

  private boolean leads(Contact contact, @Nullable String id) {
    String before = said.path(ID).asText();
    return before.isEmpty()
        || before.equals(id)
        || incoming.ids().contains(before)
        || !contact.identities().contains(new ContactIdentity(incoming.platform(), before));
  }

  private Contact applied(Contact contact, @Nullable String email) {
    IncomingContact.Fields fields = incoming.fields();
    return new Contact(
        contact.id(),
        value("name", contact.name(), fields.name()),
        contact.email() == null ? email : contact.email(),
        value("phone", contact.phone(), fields.phone()),
        value("company", contact.company(), fields.company()),
        value("title", contact.title(), fields.title()),
        contact.timezone(),
        platform(contact.platform()),
        contact.attributes(),
        contact.tags(),
        contact.status(),
        contact.lifecycleStage(),
        contact.unsubscribedAt(),
        contact.identities(),
        contact.version(),
        contact.createdAt(),
        contact.updatedAt());
  }

  private @Nullable String value(String field, @Nullable String current, @Nullable String told) {
    if (told != null) {
      copy.put(field, told);
    }
    if (!leading) {
      return current == null ? told : current;
    }
    boolean own = current == null || (filled.contains(field) && isAsSaid(field, current));
    if (!own) {
      filled.remove(field);
      return current;
    }
    if (told == null) {
      keepSaid(field);
      return current;
    }
    filled.add(field);
    return told;
  }

  private boolean isAsSaid(String field, String current) {
    return current.equals(said.path(field).textValue());
  }

  /** A platform that no longer says something has not taken it back. */
  private void keepSaid(String field) {
    if (said.path(field).isTextual()) {
      copy.set(field, said.path(field));
    }
  }

  private ObjectNode platform(JsonNode before) {
    ObjectNode platform = before.deepCopy();
    if (leading) {
      if (!filled.isEmpty()) {
        ArrayNode names = copy.putArray(FILLED);
        filled.forEach(names::add);
      }
      platform.set(incoming.platform(), copy);
    }
    return platform;
  }
}
