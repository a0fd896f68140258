package dev.stitch.activities.email;

import dev.stitch.activities.effect.ClaimRefused;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.consent.ConsentRepository;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.consent.UnsubscribeLinkRepository;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.Recipient;
import dev.stitch.store.mail.RecipientHold;
import dev.stitch.store.mail.Suppression;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.run.RunEnrollment;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Whether a mail may leave: its recipient wants it, and its run is still wanted. */
@Singleton
public class SendPermission {

  private final RecipientHold hold;
  private final MailRepository mails;
  private final SuppressionRepository suppressions;
  private final ConsentRepository consents;
  private final UnsubscribeLinkRepository links;
  private final RunEnrollment enrollment;

  SendPermission(
      RecipientHold hold,
      MailRepository mails,
      SuppressionRepository suppressions,
      ConsentRepository consents,
      UnsubscribeLinkRepository links,
      RunEnrollment enrollment) {
    this.hold = hold;
    this.mails = mails;
    this.suppressions = suppressions;
    this.consents = consents;
    this.links = links;
    this.enrollment = enrollment;
  }

  /**
   * Asks before a mail queues, so that one which may not leave does not wait first.
   *
   * @throws StepException {@code CONTACT_UNREACHABLE} when its recipient must not be written to,
   *     {@code RUN_CONTROL} when its run is not wanted any more
   */
  void check(OutgoingMail mail) throws StepException {
    Optional<StepException> refusal = refusal(mail);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  /**
   * Asks in the transaction that claims the mail, and keeps the answer true until that ends. What
   * is committed before is seen, what comes later waits, so no mail leaves after somebody was told
   * that they are unsubscribed.
   *
   * @throws ClaimRefused as {@link #check} fails
   */
  void require(OutgoingMail mail) {
    hold.take(mail.link().address(), mail.link().contactId());
    refusal(mail)
        .ifPresent(
            why -> {
              throw new ClaimRefused(why);
            });
  }

  private Optional<StepException> refusal(OutgoingMail mail) {
    return suppressed(mail.message().to())
        .or(() -> refusedByContact(mail))
        .or(() -> unwanted(Objects.requireNonNull(mail.message().runId())));
  }

  private Optional<StepException> suppressed(String address) {
    return suppressions
        .find(address)
        .map(Suppression::reason)
        .map(
            reason ->
                MailTexts.unreachable(
                    "No mail goes to %s: it is suppressed (%s)."
                        .formatted(address, reason.name().toLowerCase(Locale.ROOT))));
  }

  /** By the contact that it is for, and by whoever has its address. */
  private Optional<StepException> refusedByContact(OutgoingMail mail) {
    return links.contacts(mail.link()).stream()
        .flatMap(contact -> refusedBy(contact, mail).stream())
        .findFirst();
  }

  private Optional<StepException> refusedBy(UUID contactId, OutgoingMail mail) {
    UnsubscribeLink link = mail.link();
    Recipient contact = mails.recipient(contactId).orElseThrow();
    if (contact.archived() && contactId.equals(link.contactId())) {
      return Optional.of(MailTexts.unreachable("The contact is archived."));
    }
    if (contact.unsubscribed()) {
      return Optional.of(MailTexts.unreachable("The contact has unsubscribed."));
    }
    return Optional.ofNullable(mail.transactional() ? null : link.topic())
        .filter(topic -> consents.withdrawn(contactId, topic))
        .map(
            topic ->
                MailTexts.unreachable(
                    "The contact has unsubscribed from \"%s\".".formatted(topic)));
  }

  private Optional<StepException> unwanted(UUID runId) {
    return enrollment.wants(runId)
        ? Optional.empty()
        : Optional.of(
            new StepException(
                FailureCode.RUN_CONTROL,
                "The enrollment has ended: the contact was removed, has replied, or the template is"
                    + " gone."));
  }
}
