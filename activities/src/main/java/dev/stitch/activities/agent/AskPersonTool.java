package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.AgentTool;
import dev.stitch.port.AgentActivities.CallKind;
import jakarta.inject.Singleton;

/** {@code ask.person}: asks a person, and waits for the answer. */
@Singleton
final class AskPersonTool extends DescribedTool {

  AskPersonTool() {
    super(
        AgentTool.ASK_PERSON,
        "Asks a person a question and waits for the answer, which may take days.",
        """
        {"type": "object", "required": ["question"], "properties": {
          "question": {"type": "string", "minLength": 1, "maxLength": 10000}}}
        """);
  }

  @Override
  public CallKind kind() {
    return CallKind.QUESTION;
  }

  @Override
  String preview(JsonNode input) {
    return input.path("question").asText();
  }

  /** The workflow asks; no activity does. */
  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) {
    throw new IllegalStateException("a question is put to a person by the workflow");
  }
}
