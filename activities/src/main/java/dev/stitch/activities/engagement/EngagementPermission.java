package dev.stitch.activities.engagement;

import dev.stitch.activities.effect.ClaimRefused;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.Recipient;
import dev.stitch.store.mail.RecipientHold;
import dev.stitch.store.mail.Suppression;
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.run.RunEnrollment;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** Whether an engagement may happen: its contact wants to hear of us, and its run is wanted. */
@Singleton
class EngagementPermission {

  private final RecipientHold hold;
  private final MailRepository mails;
  private final SuppressionRepository suppressions;
  private final ConsentRepository consents;
  private final RunEnrollment enrollment;

  EngagementPermission(
      RecipientHold hold,
      MailRepository mails,
      SuppressionRepository suppressions,
      ConsentRepository consents,
      RunEnrollment enrollment) {
    this.hold = hold;
    this.mails = mails;
    this.suppressions = suppressions;
    this.consents = consents;
    this.enrollment = enrollment;
  }

  /**
   * Asks before anything is looked up, so that nothing is paid for what may not happen.
   *
   * @throws StepException {@code CONTACT_UNREACHABLE} when the contact wants to hear nothing,
   *     {@code RUN_CONTROL} when the run is not wanted any more
   */
  void check(StepContext context, Engagement wanted) throws StepException {
    Optional<StepException> refusal = refusal(context, wanted);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  /**
   * Asks in the transaction that claims the act, and keeps the answer true until that ends: what
   * comes later waits, so nothing happens after somebody was told that they are removed.
   *
   * @throws ClaimRefused as {@link #check} fails
   */
  void require(StepContext context, Engagement wanted) {
    if (wanted.act().isTowardsContact()) {
      UUID contactId = context.contactId().orElseThrow();
      hold.take(
          mails.recipient(contactId).map(Recipient::email).orElse(contactId.toString()), contactId);
    }
    refusal(context, wanted)
        .ifPresent(
            why -> {
              throw new ClaimRefused(why);
            });
  }

  private Optional<StepException> refusal(StepContext context, Engagement wanted) {
    Optional<StepException> ofContact =
        wanted.act().isTowardsContact()
            ? ofContact(context.contactId().orElseThrow(), wanted)
            : Optional.empty();
    return ofContact.isPresent() || enrollment.wants(context.runId())
        ? ofContact
        : Optional.of(
            new StepException(
                FailureCode.RUN_CONTROL,
                "The enrollment has ended: the contact was removed, has replied, or the template is"
                    + " gone."));
  }

  private Optional<StepException> ofContact(UUID contactId, Engagement wanted) {
    Recipient contact = mails.recipient(contactId).orElse(null);
    if (contact == null) {
      return unreachable("The contact does not exist any more.");
    }
    if (contact.archived()) {
      return unreachable("The contact is archived.");
    }
    if (contact.unsubscribed()) {
      return unreachable("The contact has unsubscribed.");
    }
    if (wanted.isMessage()
        && !wanted.transactional()
        && wanted.topic() != null
        && consents.withdrawn(contactId, wanted.topic())) {
      return unreachable("The contact has unsubscribed from \"%s\".".formatted(wanted.topic()));
    }
    if (contact.email() != null && wanted.isMessage() && isUnwanted(contact.email())) {
      return unreachable("The contact's address is suppressed: they want no messages.");
    }
    return Optional.empty();
  }

  /** An address that bounces says nothing of messages; one whose owner complained does. */
  private boolean isUnwanted(String address) {
    return suppressions
        .find(address)
        .map(Suppression::reason)
        .filter(reason -> reason != SuppressionReason.BOUNCED)
        .isPresent();
  }

  private static Optional<StepException> unreachable(String why) {
    return Optional.of(new StepException(FailureCode.CONTACT_UNREACHABLE, why));
  }
}
