package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import java.util.UUID;

/** What the steps that call another flow have in common. */
abstract class FlowCallStep extends CallStep {

  FlowCallStep(String id, String title, String schema) {
    super(id, title, schema);
  }

  @Override
  public final boolean callsFlow() {
    return true;
  }

  static UUID flowId(StepContext context) throws StepException {
    String text = context.config().path("flowId").asText();
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, "flowId: \"" + text + "\" is no flow's id", e);
    }
  }

  /** The values of the config's {@code input}, whose texts are CEL. */
  static ObjectNode evaluated(StepContext context) throws StepException {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    for (var field : context.config().path("input").properties()) {
      input.set(field.getKey(), context.evaluate(field.getValue().asText()));
    }
    return input;
  }
}
