package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.AgentTool;
import dev.stitch.model.FailureCode;
import dev.stitch.model.NearNames;
import dev.stitch.model.StepException;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import dev.stitch.store.Jsonb;
import jakarta.inject.Singleton;

/** {@code flow.steps}: how steps of a system flow are configured. */
@Singleton
final class FlowStepsTool extends DescribedTool {

  FlowStepsTool() {
    super(
        AgentTool.FLOW_STEPS,
        "Says how step types are configured: the JSON Schema of a node's data, and the branches by"
            + " which its edges leave. Ask before you use a type.",
        """
        {"type": "object", "required": ["types"], "properties": {
          "types": {
            "type": "array", "minItems": 1, "maxItems": 10,
            "items": {"type": "string", "minLength": 1, "maxLength": 100},
            "description": "Ids of step types, such as email.send"}}}
        """);
  }

  @Override
  public JsonNode call(ToolCallContext context, JsonNode input) throws StepException {
    ObjectNode answer = Jsonb.object();
    for (JsonNode id : input.path("types")) {
      StepType type = type(id.asText());
      ObjectNode described = answer.putObject(type.id());
      described.put("title", type.title());
      described.set("branches", Jsonb.tree(type.branches(Jsonb.object())));
      described.set("schema", type.schema());
    }
    return answer;
  }

  private static StepType type(String id) throws StepException {
    return StepTypes.find(id)
        .orElseThrow(
            () ->
                new StepException(
                    FailureCode.NOT_FOUND,
                    "types: there is no step type \""
                        + id
                        + "\""
                        + NearNames.hint(id, StepTypes.all().stream().map(StepType::id).toList())));
  }
}
