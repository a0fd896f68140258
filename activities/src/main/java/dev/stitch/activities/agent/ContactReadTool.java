package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.AgentTool;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.contact.ContactSnapshots;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** {@code contact.read}: reads all fields of a contact. */
@Singleton
final class ContactReadTool extends DescribedTool {

  private final ContactSnapshots contacts;

  ContactReadTool(ContactSnapshots contacts) {
    super(
        AgentTool.CONTACT_READ,
        "Reads a contact of the contact database with all its fields.",
        """
        {"type": "object", "required": ["contactId"], "properties": {
          "contactId": {"type": "string", "description": "The contact's id, as contacts_search finds it."}}}
        """);
    this.contacts = contacts;
  }

  @Override
  public Optional<UUID> contact(JsonNode input) {
    return id(input.path("contactId").asText());
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) throws StepException {
    UUID id = contactId(input);
    return contacts
        .find(id)
        .orElseThrow(
            () -> new StepException(FailureCode.NOT_FOUND, "There is no contact " + id + "."));
  }
}
