package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.util.ArrayList;
import java.util.List;

/** Divides runs by weight; the same entity always goes the same way. */
public final class SplitStep extends LocalStepType {

  public SplitStep() {
    super(
        "split",
        "Split",
        """
        {"type": "object",
         "required": ["branches"],
         "properties": {
           "branches": {"type": "array", "minItems": 1, "maxItems": 100, "title": "Branches",
             "description": "An entity always takes the same one; without an entity the input decides.",
             "items": {"type": "object", "required": ["name", "weight"],
               "properties": {
                 "name": {"type": "string", "minLength": 1, "title": "Name",
                   "description": "Names the branch."},
                 "weight": {"type": "number", "exclusiveMinimum": 0, "maximum": 1000000, "title": "Weight",
                   "description": "Its share of the sum of all weights, e.g. 50 and 50."}}}}}}
        """);
  }

  @Override
  public List<String> branches(JsonNode config) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : config.path("branches")) {
      if (each.path("name").isTextual()) {
        names.add(each.path("name").textValue());
      }
    }
    return names;
  }

  @Override
  public boolean chooses(JsonNode config) {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    JsonNode branches = context.config().path("branches");
    double total = 0;
    for (JsonNode branch : branches) {
      total += branch.path("weight").doubleValue();
    }
    double point = StableFraction.byEntityOrInput(context) * total;
    String last = null;
    for (JsonNode branch : branches) {
      last = branch.path("name").asText();
      point -= branch.path("weight").doubleValue();
      if (point < 0) {
        break;
      }
    }
    if (last == null) {
      throw new StepException(FailureCode.INVALID_CONFIG, "'branches' is empty");
    }
    return StepOutcome.branch(last, JsonNodeFactory.instance.objectNode().put("branch", last));
  }
}
