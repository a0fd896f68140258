package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import java.util.ArrayList;
import java.util.List;

/** {@code for_each}: runs another system flow for each of many items, some at a time. */
public final class ForEachStep extends FlowCallStep {

  public static final String ID = "for_each";

  /** All of them travel through one flush of the workflow; more belong into several steps. */
  static final int MAX_ITEMS = 10_000;

  static final int MAX_CONCURRENCY = 50;
  static final int DEFAULT_CONCURRENCY = 10;

  public ForEachStep() {
    super(
        ID,
        "Run a flow for each item",
        """
        {
          "type": "object",
          "required": ["flowId", "items"],
          "properties": {
            "flowId": {
              "type": "string", "minLength": 1, "title": "Flow",
              "description": "A published system flow; its newest version when the step begins."
            },
            "items": {
              "type": "string", "format": "cel", "minLength": 1, "title": "Items",
              "description": "CEL that gives a list of at most 10,000, e.g. steps.find.output.contacts."
            },
            "input": {
              "type": "object", "title": "Input",
              "additionalProperties": {"type": "string", "format": "cel"},
              "description": "What each run sees as input beside item and index, each value being CEL."
            },
            "concurrency": {
              "type": "integer", "minimum": 1, "maximum": 50, "default": 10, "title": "At once",
              "description": "Runs under way at once, at most."
            }
          }
        }
        """);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    ArrayNode inputs = inputs(context);
    int concurrency = context.config().path("concurrency").asInt(DEFAULT_CONCURRENCY);
    return new StepOutcome.Waiting(
        context
            .service(PreparedCalls.class)
            .many(context, flowId(context), inputs, Math.clamp(concurrency, 1, MAX_CONCURRENCY)));
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    List<JsonNode> inputs = new ArrayList<>();
    inputs(context).forEach(inputs::add);
    return new StepPreview.FlowCall(flowId(context), inputs);
  }

  private static ArrayNode inputs(StepContext context) throws StepException {
    JsonNode items = context.evaluate(context.config().path("items").asText());
    if (!items.isArray()) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, "items: gives no list but " + items.getNodeType());
    }
    if (items.size() > MAX_ITEMS) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "items: gives " + items.size() + " items; at most " + MAX_ITEMS + " are taken");
    }
    return inputs(items, evaluated(context));
  }

  private static ArrayNode inputs(JsonNode items, ObjectNode common) {
    ArrayNode inputs = JsonNodeFactory.instance.arrayNode(items.size());
    int index = 0;
    for (JsonNode item : items) {
      ObjectNode input = common.deepCopy();
      input.set("item", item);
      input.put("index", index++);
      inputs.add(input);
    }
    return inputs;
  }
}
