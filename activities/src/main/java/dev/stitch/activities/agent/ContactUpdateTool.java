package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.contact.ContactWriter;
import dev.stitch.json.StorableJson;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import dev.stitch.store.Jsonb;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** {@code contact.update}: writes fields of a contact. Writing them twice is writing them once. */
@Singleton
final class ContactUpdateTool extends DescribedTool {

  private final ContactWriter writer;
  private final NamedContacts contacts;

  ContactUpdateTool(ContactWriter writer, NamedContacts contacts) {
    super(
        AgentTool.CONTACT_UPDATE,
        "Writes fields of a contact. Fields that are not named stay as they are; null clears one.",
        """
        {"type": "object", "required": ["contactId", "values"], "properties": {
          "contactId": {"type": "string"},
          "values": {
            "type": "object", "minProperties": 1, "maxProperties": 100,
            "description": "From field to value. Fields: name, phone, company, title, timezone, lifecycleStage, tags, and attributes.* for anything else.",
            "propertyNames": {
              "pattern": "^(name|phone|company|title|timezone|lifecycleStage|tags|attributes([.][^.]+)+)$",
              "maxLength": 200}}}}
        """);
    this.writer = writer;
    this.contacts = contacts;
  }

  @Override
  public Optional<UUID> contact(JsonNode input) {
    return id(input.path("contactId").asText());
  }

  @Override
  String preview(JsonNode input) {
    return "It writes to %s:%n%n%s"
        .formatted(contacts.named(contact(input)), input.path("values").toPrettyString());
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) throws StepException {
    JsonNode values = StorableJson.withoutNul(input.path("values"));
    writer.write(contactId(input), values, context.now());
    return Jsonb.object().set("written", values);
  }
}
