package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.engagement.Engagements;
import dev.stitch.model.AgentTool;
import dev.stitch.model.EngagementAct;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.store.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code engagement.*}: does on a platform what the step of that name does, by the same gates. */
final class EngagementTool extends DescribedTool {

  private final EngagementAct act;
  private final Engagements engagements;
  private final NamedContacts contacts;

  EngagementTool(EngagementAct act, Engagements engagements, NamedContacts contacts) {
    super(AgentTool.of(act), description(act), schema(act));
    this.act = act;
    this.engagements = engagements;
    this.contacts = contacts;
  }

  private static String description(EngagementAct act) {
    return switch (act) {
      case CONNECT -> "Asks a contact to connect, with a note where one is given.";
      case FOLLOW -> "Follows a contact on a platform.";
      case LIKE -> "Likes a post of a contact.";
      case COMMENT -> "Replies to a post of a contact.";
      case MESSAGE -> "Sends a contact a direct message.";
      case POST -> "Publishes a post of the account's own.";
    };
  }

  private static String schema(EngagementAct act) {
    List<String> required = new ArrayList<>(List.of("\"platform\""));
    List<String> properties =
        new ArrayList<>(
            List.of(
                "\"platform\": {\"type\": \"string\", \"enum\": [\"x\", \"linkedin\", \"substack\"]}",
                "\"connection\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 200}"));
    if (act.isTowardsContact()) {
      required.add("\"contactId\"");
      properties.add("\"contactId\": {\"type\": \"string\"}");
    }
    switch (act) {
      case COMMENT, MESSAGE, POST -> {
        required.add("\"text\"");
        properties.add("\"text\": {\"type\": \"string\", \"minLength\": 1, \"maxLength\": 10000}");
      }
      case CONNECT -> properties.add("\"note\": {\"type\": \"string\", \"maxLength\": 1000}");
      case FOLLOW, LIKE -> {}
    }
    if (act == EngagementAct.LIKE || act == EngagementAct.COMMENT) {
      properties.add(
          "\"target\": {\"type\": \"string\", \"maxLength\": 2000, \"description\": \"The address"
              + " of a post; the latest one when left out\"}");
    }
    return "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [%s], \"properties\": {%s}}"
        .formatted(String.join(", ", required), String.join(", ", properties));
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
    String whom = act.isTowardsContact() ? " of " + contacts.named(contact(input)) : "";
    String words = input.path("text").asText(input.path("note").asText());
    return "On %s: %s%s.%s"
        .formatted(
            input.path("platform").asText(),
            act.word(),
            input.has("target") ? " " + input.path("target").asText() + whom : whom,
            words.isEmpty() ? "" : "\n\n" + words);
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input)
      throws StepException, InterruptedException {
    ObjectNode config = Jsonb.object();
    for (String literal : List.of("platform", "connection")) {
      if (input.has(literal)) {
        config.set(literal, input.get(literal));
      }
    }
    // What a model writes is no template.
    for (String words : List.of("text", "note", "target")) {
      if (input.has(words)) {
        config.put(words, "{{tool." + words + "}}");
      }
    }
    Optional<UUID> contact =
        act.isTowardsContact() ? Optional.of(contactId(input)) : Optional.empty();
    return Sent.output(
        engagements.perform(context.as(config, input, contact), act),
        "No account may do this here, so a person has to: nothing was done. Ask one if it matters.");
  }
}
