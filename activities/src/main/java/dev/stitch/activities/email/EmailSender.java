package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.effect.Intent;
import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.activities.effect.PayloadHash;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.consent.UnsubscribeLinkRepository;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailRepository;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Sends the mail of a step at most once, and not before every gate lets it through. */
@Singleton
public class EmailSender {

  private final EffectLedger ledger;
  private final MailComposer composer;
  private final MailboxPool pool;
  private final MailVariants variants;
  private final SendPermission permission;
  private final UnsubscribeLinkRepository links;
  private final MailRepository mails;
  private final SendQueue queue;

  EmailSender(
      EffectLedger ledger,
      MailComposer composer,
      MailboxPool pool,
      MailVariants variants,
      SendPermission permission,
      UnsubscribeLinkRepository links,
      MailRepository mails,
      SendQueue queue) {
    this.ledger = ledger;
    this.composer = composer;
    this.pool = pool;
    this.variants = variants;
    this.permission = permission;
    this.links = links;
    this.mails = mails;
    this.queue = queue;
  }

  /**
   * Completes the step with the mail as it went, now or in an earlier attempt; or has it wait for
   * the mail's slot.
   */
  StepOutcome send(StepContext context) throws StepException, InterruptedException {
    // Before anything is looked up: a contact who unsubscribed since has got this mail all the
    // same.
    Optional<JsonNode> sent = ledger.result(context.effectKey());
    if (sent.isPresent()) {
      return StepOutcome.completed(sent.get());
    }
    Mailbox mailbox = pool.of(context);
    Optional<VariantContext> variant = variants.of(context);
    OutgoingMail mail =
        composer.compose(variant.<StepContext>map(it -> it).orElse(context), mailbox);
    permission.check(mail);
    return switch (queue.admit(context, mailbox, mail)) {
      case SendQueue.Held held -> new StepOutcome.Waiting(held.slot());
      case SendQueue.Leaves leaves ->
          StepOutcome.completed(
              send(
                  context,
                  mailbox,
                  mail.leavingAt(leaves.at()),
                  variant.map(VariantContext::name)));
    };
  }

  private JsonNode send(
      StepContext context, Mailbox mailbox, OutgoingMail mail, Optional<String> variant)
      throws StepException, InterruptedException {
    Intent intent =
        new Intent(
            context.effectKey(),
            EmailSendStep.ID,
            payloadHash(mail.message()),
            context.runId(),
            mailbox.remembers());
    return ledger.perform(
        intent,
        claim ->
            withVariant(
                variant,
                mailbox.send(mail, note -> claim.take(() -> claimed(mail, variant, note)))));
  }

  /** What happens in the transaction of the claim, whichever mailbox takes the mail. */
  private void claimed(OutgoingMail mail, Optional<String> variant, Runnable note) {
    permission.require(mail);
    links.insert(mail.link());
    note.run();
    variant.ifPresent(name -> mails.noteVariant(mail.message().messageId(), name));
  }

  private static OutwardAct.Answer withVariant(Optional<String> variant, OutwardAct.Answer answer) {
    return variant.isPresent() && answer instanceof OutwardAct.Done done
        ? new OutwardAct.Done(
            done.providerId(), ((ObjectNode) done.result()).put("variant", variant.get()))
        : answer;
  }

  /** What {@code steps.<id>.output} is after the mail went. */
  static ObjectNode output(EmailMessage mail) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("messageId", mail.messageId())
        .put("to", mail.to())
        .put("subject", mail.subject())
        .put("mailbox", mail.mailbox());
  }

  private static String payloadHash(EmailMessage mail) {
    return PayloadHash.of(
        output(mail).put("from", mail.from()).put("text", mail.text()).put("html", mail.html()));
  }
}
