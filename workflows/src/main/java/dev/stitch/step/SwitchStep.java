package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.StepException;
import java.util.ArrayList;
import java.util.List;

/** Chooses the first of several ways whose condition holds. */
public final class SwitchStep extends LocalStepType {

  private static final String DEFAULT = "default";

  public SwitchStep() {
    super(
        "switch",
        "Switch",
        """
        {"type": "object",
         "required": ["cases"],
         "properties": {
           "cases": {"type": "array", "minItems": 1, "maxItems": 100, "title": "Cases",
             "description": "Tried in this order; the first that holds is taken, else 'default'.",
             "items": {"type": "object", "required": ["name", "expression"],
               "properties": {
                 "name": {"type": "string", "minLength": 1, "title": "Name",
                   "not": {"const": "default"},
                   "description": "Names the branch; 'default' is taken when no case holds."},
                 "expression": {"type": "string", "format": "cel", "x-result": "boolean", "title": "Condition",
                   "description": "CEL that is true or false."}}}}}}
        """);
  }

  @Override
  public List<String> branches(JsonNode config) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : config.path("cases")) {
      if (each.path("name").isTextual()) {
        names.add(each.path("name").textValue());
      }
    }
    names.add(DEFAULT);
    return names;
  }

  @Override
  public boolean chooses(JsonNode config) {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    for (JsonNode each : context.config().path("cases")) {
      if (context.test(each.path("expression").asText())) {
        return taken(each.path("name").asText());
      }
    }
    return taken(DEFAULT);
  }

  private static StepOutcome taken(String name) {
    return StepOutcome.branch(name, JsonNodeFactory.instance.objectNode().put("case", name));
  }
}
