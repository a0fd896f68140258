package dev.stitch.activities.email;

import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import java.util.Locale;

/** Who a mail is for, as assignments know people. */
final class MailPerson {

  private MailPerson() {}

  /** The id of the contact; of a run without one, the address in {@code to}. */
  static String of(StepContext context) throws StepException {
    if (context.contactId().isPresent()) {
      return context.contactId().get().toString();
    }
    String to = context.render(context.config().path("to").asText(), false);
    return to.strip().toLowerCase(Locale.ROOT);
  }
}
