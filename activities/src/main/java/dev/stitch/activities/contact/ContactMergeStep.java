package dev.stitch.activities.contact;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import java.util.UUID;

/** {@code contact.merge}: makes one contact of two; the duplicate is archived. */
public final class ContactMergeStep extends LocalContactStep {

  public ContactMergeStep() {
    super(
        "contact.merge",
        "Merge two contacts",
        """
        {
          "type": "object",
          "x-contact": {"unless": "into"},
          "required": ["from"],
          "properties": {
            "from": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "Duplicate",
              "description": "Id of the contact whose fields fill the gaps of the other, and which is then archived."
            },
            "into": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "Into", "description": "Id of the contact that stays; the run's when left out. One that was merged stands for the contact that it went to."
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
    UUID from = contact(context, "from");
    UUID into = contact(context, "into");
    if (from.equals(into)) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, "from: a contact cannot be merged into itself");
    }
    return StepOutcome.completed(context.service(ContactRegister.class).merge(from, into));
  }
}
