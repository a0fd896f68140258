package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;

/** {@code llm.extract}: has a model answer with data of a given shape. */
public final class LlmExtractStep extends LlmStepType {

  public LlmExtractStep() {
    super(
        "llm.extract",
        "Extract with a model",
        ", \"schema\"",
        """
        "schema": {
          "type": "object", "x-schema": true,
          "allOf": [{"required": ["type"], "properties": {"type": {"const": "object"}}}],
          "title": "Schema",
          "description": "JSON Schema of the data, an object; what the model answers must meet it."
        },
        """);
  }

  @Override
  StepOutcome answer(StepContext context) throws StepException, InterruptedException {
    JsonNode schema = context.config().path("schema");
    ModelCalls.Answered answered = ask(context, schema);
    if (answered.answer().cutShort()) {
      throw new StepException(
          FailureCode.REJECTED,
          "The answer was cut short (%s): allow more with \"maxTokens\", or ask for less."
              .formatted(answered.answer().stopReason()));
    }
    ObjectNode output = output(answered);
    output.set("data", new AnswerSchema(schema).read(answered.answer().text()));
    return StepOutcome.completed(output);
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    JsonNode schema = context.config().path("schema");
    return preview(request(context, schema), "data", new AnswerSchema(schema)::read);
  }
}
