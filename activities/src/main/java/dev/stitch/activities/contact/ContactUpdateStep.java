package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.step.StorableJson;
import dev.stitch.graph.Locality;
import dev.stitch.port.TaskQueues;
import dev.stitch.step.ConfigSchema;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepException;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepType;
import dev.stitch.step.Values;
import java.util.UUID;

/** {@code contact.update}: computes values and writes them to the run's contact. */
public final class ContactUpdateStep implements StepType {

  private static final JsonNode SCHEMA =
      ConfigSchema.of(
          """
          {
            "type": "object",
            "required": ["values"],
            "properties": {
              "values": {
                "type": "object", "minProperties": 1, "maxProperties": 200,
                "title": "Values",
                "description": "From field to CEL, e.g. attributes.score → contact.attributes.visits * 2. Fields: name, phone, company, title, timezone, lifecycleStage, tags, unsubscribed and attributes.*; null clears.",
                "propertyNames": {
                  "pattern": "^(name|phone|company|title|timezone|lifecycleStage|tags|unsubscribed|attributes([.][^.]+)+)$",
                  "maxLength": 200
                },
                "additionalProperties": {"type": "string", "format": "cel"}
              }
            }
          }
          """);

  @Override
  public String id() {
    return "contact.update";
  }

  @Override
  public String title() {
    return "Update the contact";
  }

  @Override
  public JsonNode schema() {
    return SCHEMA;
  }

  @Override
  public String taskQueue() {
    return TaskQueues.JOURNEYS;
  }

  @Override
  public Locality locality() {
    return Locality.LOCAL;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    UUID contact =
        context
            .contactId()
            .orElseThrow(() -> new StepException(FailureCode.NOT_FOUND, "The run has no contact."));
    ObjectNode values = (ObjectNode) StorableJson.withoutNul(Values.of(context).flat());
    context.service(ContactWriter.class).write(contact, values, context.now());
    return StepOutcome.completed(values);
  }
}
