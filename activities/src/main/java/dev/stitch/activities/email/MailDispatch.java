package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.effect.Intent;
import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.activities.effect.PayloadHash;
import dev.stitch.model.StepException;
import dev.stitch.store.authoring.TrackedLinkRepository;
import dev.stitch.store.consent.UnsubscribeLinkRepository;
import dev.stitch.store.effect.EffectRepository;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.PlatformMailRepository;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Hands a mail over to its mailbox, at most once for its effect key, if its recipient still wants
 * it.
 */
@Singleton
class MailDispatch {

  private final EffectLedger ledger;
  private final SendPermission permission;
  private final UnsubscribeLinkRepository links;
  private final TrackedLinkRepository clicks;
  private final MailRepository mails;
  private final EffectRepository effects;
  private final PlatformMailRepository sentMails;

  MailDispatch(
      EffectLedger ledger,
      SendPermission permission,
      UnsubscribeLinkRepository links,
      TrackedLinkRepository clicks,
      MailRepository mails,
      EffectRepository effects,
      PlatformMailRepository sentMails) {
    this.ledger = ledger;
    this.permission = permission;
    this.links = links;
    this.clicks = clicks;
    this.mails = mails;
    this.effects = effects;
    this.sentMails = sentMails;
  }

  /**
   * What the ledger keeps of the mail as it went, now or in an earlier attempt.
   *
   * @param kind of the effect
   * @param variant whose texts it has
   */
  JsonNode send(String kind, Mailbox mailbox, OutgoingMail mail, Optional<String> variant)
      throws StepException, InterruptedException {
    EmailMessage message = mail.message();
    Intent intent =
        new Intent(
            message.effectKey(), kind, payloadHash(message), message.runId(), mailbox.remembers());
    JsonNode result =
        ledger.perform(
            intent,
            claim ->
                withVariant(
                    variant,
                    mailbox.send(
                        mail, note -> claim.take(() -> claimed(mailbox, mail, variant, note)))));
    noteSent(result);
    return result;
  }

  /**
   * Keeps what a platform calls a mail that it has sent. It can be done again, so it is no part of
   * the act: a failure here must not make it unknown whether the mail left.
   */
  void noteSent(JsonNode result) {
    SentByPlatform.of(result)
        .ifPresent(mail -> sentMails.note(result.path("messageId").asText(), mail));
  }

  /** What happens in the transaction of the claim, whichever mailbox takes the mail. */
  private void claimed(
      Mailbox mailbox, OutgoingMail mail, Optional<String> variant, Runnable note) {
    permission.require(mail);
    mailbox
        .readBackBy()
        .ifPresent(
            connection -> {
              ObjectNode output = EmailSender.output(mail.message());
              variant.ifPresent(name -> output.put("variant", name));
              effects.noteAttempted(
                  mail.message().effectKey(), GmailReadBack.attempted(connection, output));
            });
    links.insert(mail.link());
    if (mail.clicks() != null) {
      clicks.insert(mail.clicks());
    }
    note.run();
    variant.ifPresent(name -> mails.noteVariant(mail.message().messageId(), name));
  }

  private static OutwardAct.Answer withVariant(Optional<String> variant, OutwardAct.Answer answer) {
    return variant.isPresent() && answer instanceof OutwardAct.Done done
        ? new OutwardAct.Done(
            done.providerId(), ((ObjectNode) done.result()).put("variant", variant.get()))
        : answer;
  }

  private static String payloadHash(EmailMessage mail) {
    return PayloadHash.of(
        EmailSender.output(mail)
            .put("from", mail.from())
            .put("text", mail.text())
            .put("html", mail.html()));
  }
}
