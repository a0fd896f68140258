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
import dev.stitch.store.mail.SuppressionReason;
import dev.stitch.store.mail.SuppressionRepository;
import dev.stitch.store.run.RunEnrollment;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
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
    UnsubscribeLink link = mail.link();
    String address = mail.message().to();
    return refusal(
        mail.transactional() ? null : link.topic(),
        new Standing(
            address,
            suppressions.find(address).map(Suppression::reason).orElse(null),
            links.contacts(link).stream().map(contact -> person(contact, link)).toList(),
            isWanted(mail.message().runId())));
  }

  /** A test is of no run, and whoever asked for it wants it. */
  private boolean isWanted(@Nullable UUID runId) {
    return runId == null || enrollment.wants(runId);
  }

  private Person person(UUID contactId, UnsubscribeLink link) {
    Recipient contact = mails.recipient(contactId).orElseThrow();
    return new Person(
        contact.archived() && contactId.equals(link.contactId()),
        contact.unsubscribed(),
        link.topic() != null && consents.withdrawn(contactId, link.topic()));
  }

  /**
   * What is known about a recipient and a run when a mail asks.
   *
   * @param suppressed why no mail goes to the address, or null
   * @param people the contact that the mail is for, and whoever has its address
   * @param wanted whether the run may still act for its contact
   */
  record Standing(
      String address,
      @Nullable SuppressionReason suppressed,
      List<Person> people,
      boolean wanted) {}

  /**
   * Somebody whom a mail would reach.
   *
   * @param archived whether it is the contact that the mail is for, and archived
   * @param unsubscribed from everything
   * @param leftTopic whether they unsubscribed from what the mail is about
   */
  record Person(boolean archived, boolean unsubscribed, boolean leftTopic) {}

  /**
   * Why a mail may not leave; empty when it may.
   *
   * @param topic what it is about; null where nobody can have left that
   */
  static Optional<StepException> refusal(@Nullable String topic, Standing standing) {
    if (standing.suppressed() != null) {
      String why = standing.suppressed().name().toLowerCase(Locale.ROOT);
      return unreachable(
          "No mail goes to %s: it is suppressed (%s).".formatted(standing.address(), why));
    }
    for (Person person : standing.people()) {
      if (person.archived()) {
        return unreachable("The contact is archived.");
      }
      if (person.unsubscribed()) {
        return unreachable("The contact has unsubscribed.");
      }
      if (topic != null && person.leftTopic()) {
        return unreachable("The contact has unsubscribed from \"%s\".".formatted(topic));
      }
    }
    return standing.wanted()
        ? Optional.empty()
        : Optional.of(
            new StepException(
                FailureCode.RUN_CONTROL,
                "The enrollment has ended: the contact was removed, has replied, or the template is"
                    + " gone."));
  }

  private static Optional<StepException> unreachable(String why) {
    return Optional.of(MailTexts.unreachable(why));
  }
}
