package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;

/** {@code llm.generate}: has a model write a text. */
public final class LlmGenerateStep extends LlmStepType {

  public LlmGenerateStep() {
    super("llm.generate", "Write with a model", "", "");
  }

  @Override
  StepOutcome answer(StepContext context) throws StepException, InterruptedException {
    ModelCalls.Answered answered = ask(context, null);
    if (answered.answer().text().isBlank()) {
      // A model that had no room for its answer would have none the next time.
      throw new StepException(
          answered.answer().cutShort() ? FailureCode.REJECTED : FailureCode.UNUSABLE_ANSWER,
          "The model wrote nothing (%s).".formatted(answered.answer().stopReason()));
    }
    ObjectNode output = output(answered);
    output.put("text", answered.answer().text());
    return StepOutcome.completed(output);
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    return preview(request(context, null), "text", TextNode::valueOf);
  }
}
