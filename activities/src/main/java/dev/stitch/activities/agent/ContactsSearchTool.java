package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.AgentTool;
import dev.stitch.store.Jsonb;
import dev.stitch.store.contact.Contact;
import dev.stitch.store.contact.ContactFilter;
import dev.stitch.store.contact.ContactRepository;
import dev.stitch.store.contact.ContactStatus;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code contacts.search}: finds active contacts, oldest first. */
@Singleton
final class ContactsSearchTool extends DescribedTool {

  private static final int DEFAULT_LIMIT = 10;

  private final ContactRepository contacts;

  ContactsSearchTool(ContactRepository contacts) {
    super(
        AgentTool.CONTACTS_SEARCH,
        "Finds contacts of the contact database by a part of name, address or company, by tag or by lifecycle stage.",
        """
        {"type": "object", "properties": {
          "q": {"type": "string", "maxLength": 500, "description": "Part of name, address or company."},
          "tag": {"type": "string", "maxLength": 200},
          "lifecycleStage": {"type": "string", "maxLength": 200},
          "limit": {"type": "integer", "minimum": 1, "maximum": 50}}}
        """);
    this.contacts = contacts;
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) {
    List<Contact> found =
        contacts.after(
            new ContactFilter(
                text(input, "q"),
                ContactStatus.ACTIVE,
                text(input, "tag"),
                null,
                text(input, "lifecycleStage"),
                null,
                null,
                null),
            null,
            input.path("limit").asInt(DEFAULT_LIMIT));
    ObjectNode output = Jsonb.object();
    ArrayNode list = output.putArray("contacts");
    for (Contact contact : found) {
      list.addObject()
          .put("id", contact.id().toString())
          .put("name", contact.name())
          .put("email", contact.email())
          .put("company", contact.company())
          .put("title", contact.title());
    }
    return output;
  }

  private static @Nullable String text(JsonNode input, String field) {
    String text = input.path(field).asText("").strip();
    return text.isEmpty() ? null : text;
  }
}
