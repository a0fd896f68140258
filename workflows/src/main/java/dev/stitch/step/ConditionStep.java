package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.StepException;
import java.util.List;

/** Chooses between two ways. */
public final class ConditionStep extends LocalStepType {

  public ConditionStep() {
    super(
        "condition",
        "Condition",
        """
        {"type": "object",
         "required": ["expression"],
         "properties": {
           "expression": {"type": "string", "format": "cel", "x-result": "boolean", "title": "Condition",
             "description": "CEL that is true or false, e.g. contact.company != ''."}}}
        """);
  }

  @Override
  public List<String> branches(JsonNode config) {
    return List.of("true", "false");
  }

  @Override
  public boolean chooses(JsonNode config) {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    boolean holds = context.test(context.config().path("expression").asText());
    return StepOutcome.branch(
        String.valueOf(holds), JsonNodeFactory.instance.objectNode().put("result", holds));
  }
}
