package dev.stitch.activities.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.StorableJson;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.LocalStepType;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.step.Values;
import java.util.UUID;

/** {@code contact.update}: computes values and writes them to the run's contact. */
public final class ContactUpdateStep extends LocalStepType {

  public ContactUpdateStep() {
    super(
        "contact.update",
        "Update the contact",
        """
        {
          "type": "object",
          "x-contact": {},
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
  }

  @Override
  public boolean writes() {
    return true;
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    UUID contact = contact(context);
    ObjectNode values = values(context);
    context.service(ContactWriter.class).write(contact, values, context.now());
    return StepOutcome.completed(values);
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    UUID contact = contact(context);
    ObjectNode values = values(context);
    return new StepPreview.ContactWrite(contact, values, StepOutcome.completed(values));
  }

  private static UUID contact(StepContext context) throws StepException {
    return context
        .contactId()
        .orElseThrow(() -> new StepException(FailureCode.NOT_FOUND, "The run has no contact."));
  }

  private static ObjectNode values(StepContext context) throws StepException {
    return (ObjectNode) StorableJson.withoutNul(Values.of(context).flat());
  }
}
