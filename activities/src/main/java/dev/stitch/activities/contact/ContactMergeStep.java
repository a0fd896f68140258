package dev.stitch.activities.contact;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.store.Jsonb;
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
    Pair pair = pair(context);
    return StepOutcome.completed(
        context.service(ContactRegister.class).merge(pair.from(), pair.into(), origin(context)));
  }

  /** Which contact stays in the end is in the database: one of them may have been merged before. */
  @Override
  public StepPreview preview(StepContext context) throws StepException {
    Pair pair = pair(context);
    return new StepPreview.Other(
        "merge contacts",
        Jsonb.object().put("from", pair.from().toString()).put("into", pair.into().toString()),
        null);
  }

  private record Pair(UUID from, UUID into) {}

  private static Pair pair(StepContext context) throws StepException {
    Pair pair = new Pair(contact(context, "from"), contact(context, "into"));
    if (pair.from().equals(pair.into())) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, "from: a contact cannot be merged into itself");
    }
    return pair;
  }
}
