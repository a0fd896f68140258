package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.email.EmailSender;
import dev.stitch.model.AgentTool;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.store.Jsonb;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code mail.send}: sends one mail, by the same gates as the mail of flows. */
@Singleton
final class MailSendTool extends DescribedTool {

  private final EmailSender sender;
  private final NamedContacts contacts;

  MailSendTool(EmailSender sender, NamedContacts contacts) {
    super(
        AgentTool.MAIL_SEND,
        "Sends one mail as plain text, to a contact or to an address.",
        """
        {"type": "object", "required": ["subject", "text"],
         "anyOf": [{"required": ["contactId"]}, {"required": ["to"]}],
         "properties": {
          "contactId": {"type": "string"},
          "to": {"type": "string", "maxLength": 320},
          "subject": {"type": "string", "minLength": 1, "maxLength": 500},
          "text": {"type": "string", "minLength": 1, "maxLength": 50000}}}
        """);
    this.sender = sender;
    this.contacts = contacts;
  }

  @Override
  public CallKind kind() {
    return CallKind.ENGAGEMENT;
  }

  @Override
  public boolean outward(Set<AgentTool> allowed) {
    return true;
  }

  @Override
  public Optional<UUID> contact(JsonNode input) {
    return id(input.path("contactId").asText());
  }

  @Override
  String preview(JsonNode input) {
    String to = input.has("to") ? input.path("to").asText() : contacts.named(contact(input));
    return "It sends this mail to %s.%n%nSubject: %s%n%n%s"
        .formatted(to, input.path("subject").asText(), input.path("text").asText());
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input)
      throws StepException, InterruptedException {
    Optional<UUID> contact =
        input.has("contactId") ? Optional.of(contactId(input)) : Optional.empty();
    ObjectNode config =
        Jsonb.object().put("subject", "{{tool.subject}}").put("text", "{{tool.text}}");
    if (input.has("to")) {
      config.put("to", "{{tool.to}}");
    }
    return Sent.output(
        sender.send(context.as(config, input, contact)),
        "The mailbox may not send mail, so a person has to; nothing was sent.");
  }
}
