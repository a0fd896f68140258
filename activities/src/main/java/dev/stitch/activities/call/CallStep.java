package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.Locality;
import dev.stitch.port.TaskQueues;
import dev.stitch.step.ConfigSchema;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepException;
import dev.stitch.step.StepType;
import java.util.UUID;

/** What the steps that call another flow have in common: they prepare the call, at once. */
abstract class CallStep implements StepType {

  private final String id;
  private final String title;
  private final JsonNode schema;

  CallStep(String id, String title, String schema) {
    this.id = id;
    this.title = title;
    this.schema = ConfigSchema.of(schema);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final JsonNode schema() {
    return schema;
  }

  @Override
  public final String taskQueue() {
    return TaskQueues.JOURNEYS;
  }

  @Override
  public final Locality locality() {
    return Locality.LOCAL;
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
