package dev.stitch.activities.email;

import dev.stitch.model.GateReason;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.run.RunEnrollment;
import dev.stitch.store.sending.ContactHoldRepository;
import dev.stitch.store.sending.ContactLimitRepository;
import dev.stitch.store.sending.MailboxPauseRepository;
import dev.stitch.store.sending.SendLimitRepository;
import dev.stitch.store.sending.SendRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;

/** Reads what may hold a mail: the hours and absence of people, limits, pauses. */
@Singleton
class SendGates {

  private final SendLimitRepository limits;
  private final ContactLimitRepository contactLimits;
  private final MailboxPauseRepository pauses;
  private final ContactHoldRepository holds;
  private final RunEnrollment enrollment;

  SendGates(
      SendLimitRepository limits,
      ContactLimitRepository contactLimits,
      MailboxPauseRepository pauses,
      ContactHoldRepository holds,
      RunEnrollment enrollment) {
    this.limits = limits;
    this.contactLimits = contactLimits;
    this.pauses = pauses;
    this.holds = holds;
    this.enrollment = enrollment;
  }

  /**
   * What holds a mail now.
   *
   * @throws StepException {@code INVALID_CONFIG} when the step's window is none
   */
  MailGates of(StepContext context, SendRequest mail) throws StepException {
    return MailGates.of(
        context.config(),
        context.variables().path("contact"),
        mail,
        new MailGates.Standing(
            contactLimits.get(),
            context.contactId().flatMap(holds::of).orElse(null),
            limits.applying(mail.mailbox()),
            pause(mail)));
  }

  private MailGates.@Nullable Pause pause(SendRequest mail) {
    // The template's status holds before each of its runs has been told.
    if (mail.runId() != null && enrollment.templatePaused(mail.runId())) {
      return new MailGates.Pause(GateReason.TEMPLATE_PAUSED, "its template is paused");
    }
    return pauses
        .reason(mail.mailbox())
        .map(why -> new MailGates.Pause(GateReason.MAILBOX_PAUSED, why))
        .orElse(null);
  }
}
