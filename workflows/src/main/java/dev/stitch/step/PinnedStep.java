package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Stands in for a step of a draft in a test: gives what is pinned and does nothing else. Nobody
 * draws it; {@code TestGraphs} puts it where a test is not to carry a step out.
 */
public final class PinnedStep extends LocalStepType {

  /** The node's {@code type}. */
  public static final String TYPE = "pinned";

  public PinnedStep() {
    super(
        TYPE,
        "Pinned output",
        """
        {"type": "object",
         "properties": {
           "output": {"title": "Output", "description": "What later steps see; anything."},
           "branch": {"type": "string", "title": "Branch", "description": "The branch it leaves by."},
           "branches": {"type": "array", "items": {"type": "string"}, "title": "Branches",
             "description": "Those that the step has for which it stands in."}}}
        """);
  }

  @Override
  public boolean drawn() {
    return false;
  }

  @Override
  public List<String> branches(JsonNode config) {
    return config.path("branches").valueStream().map(JsonNode::asText).toList();
  }

  @Override
  public StepOutcome execute(StepContext context) {
    JsonNode output = context.config().path("output");
    return new StepOutcome.Completed(
        output.isMissingNode() || output.isNull() ? null : output,
        context.config().path("branch").textValue(),
        null);
  }
}
