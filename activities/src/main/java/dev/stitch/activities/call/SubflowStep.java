package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import java.util.List;

/** {@code subflow}: runs another system flow and waits for its end. */
public final class SubflowStep extends FlowCallStep {

  static final String ID = "subflow";

  public SubflowStep() {
    super(
        ID,
        "Run another flow",
        """
        {
          "type": "object",
          "required": ["flowId"],
          "properties": {
            "flowId": {
              "type": "string", "minLength": 1, "title": "Flow",
              "description": "A published system flow; its newest version when the step begins."
            },
            "input": {
              "type": "object", "title": "Input",
              "additionalProperties": {"type": "string", "format": "cel"},
              "description": "What the run sees as input, each value being CEL. Without it the run gets this run's own input."
            }
          }
        }
        """);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    JsonNode input = input(context);
    return new StepOutcome.Waiting(
        context.service(PreparedCalls.class).one(context, flowId(context), input));
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    JsonNode input = input(context);
    return new StepPreview.FlowCall(flowId(context), List.of(input));
  }

  private static JsonNode input(StepContext context) throws StepException {
    return context.config().has("input") ? evaluated(context) : context.variables().path("input");
  }
}
