package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.AgentTool;
import dev.stitch.port.AgentActivities.CallKind;
import dev.stitch.store.Jsonb;
import jakarta.inject.Singleton;

/** {@code decide}: tells a decision with its reason, so that people can follow. */
@Singleton
final class DecideTool extends DescribedTool {

  DecideTool() {
    super(
        AgentTool.DECIDE,
        "Records a decision that you have taken, with your reason. It does nothing else.",
        """
        {"type": "object", "required": ["decision"], "properties": {
          "decision": {"type": "string", "minLength": 1, "maxLength": 10000},
          "reason": {"type": "string", "maxLength": 10000},
          "options": {"type": "array", "maxItems": 50, "items": {"type": "string"}}}}
        """);
  }

  @Override
  public CallKind kind() {
    return CallKind.DECISION;
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) {
    return Jsonb.object().put("recorded", true);
  }
}
