package dev.stitch.activities.contact;

import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepPreview;
import dev.stitch.store.Jsonb;
import java.util.UUID;

/** {@code contact.archive}: no journey starts for the contact any more; live ones go on. */
public final class ContactArchiveStep extends LocalContactStep {

  public ContactArchiveStep() {
    super(
        "contact.archive",
        "Archive a contact",
        """
        {
          "type": "object",
          "x-contact": {"unless": "contact"},
          "properties": {
            "contact": {
              "type": "string", "format": "template", "minLength": 1,
              "title": "Contact", "description": "Its id; the run's contact when left out."
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
    return StepOutcome.completed(
        context
            .service(ContactRegister.class)
            .archive(contact(context, "contact"), origin(context)));
  }

  @Override
  public StepPreview preview(StepContext context) throws StepException {
    UUID contact = contact(context, "contact");
    return new StepPreview.ContactWrite(
        contact,
        Jsonb.object().put("status", "archived"),
        StepOutcome.completed(Jsonb.object().put("contactId", contact.toString())));
  }
}
