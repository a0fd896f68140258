package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.mail.EmailMessage;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Sends the mail of a step at most once, and not before every gate lets it through. */
@Singleton
public class EmailSender {

  private final EffectLedger ledger;
  private final MailDispatch dispatch;
  private final MailComposer composer;
  private final MailboxPool pool;
  private final MailVariants variants;
  private final SendPermission permission;
  private final SendQueue queue;

  EmailSender(
      EffectLedger ledger,
      MailDispatch dispatch,
      MailComposer composer,
      MailboxPool pool,
      MailVariants variants,
      SendPermission permission,
      SendQueue queue) {
    this.ledger = ledger;
    this.dispatch = dispatch;
    this.composer = composer;
    this.pool = pool;
    this.variants = variants;
    this.permission = permission;
    this.queue = queue;
  }

  /**
   * Completes the step with the mail as it went, now or in an earlier attempt; or has it wait for
   * the mail's slot.
   */
  public StepOutcome send(StepContext context) throws StepException, InterruptedException {
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
              dispatch.send(
                  EmailSendStep.ID,
                  mailbox,
                  mail.leavingAt(leaves.at()),
                  variant.map(VariantContext::name)));
    };
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
}
