package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.EffectLedger;
import dev.stitch.activities.platform.PlatformHolds;
import dev.stitch.activities.platform.PlatformRefusal;
import dev.stitch.authoring.MailContent;
import dev.stitch.campaign.EngagementTask;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.effect.Effect;
import dev.stitch.store.mail.EmailMessage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sends the mail of a step at most once, and not before every gate lets it through. */
@Singleton
public class EmailSender {

  /** A person who sends a mail by hand has no link of its own to put into it. */
  private static final String NO_LINK = "";

  private final EffectLedger ledger;
  private final MailDispatch dispatch;
  private final MailComposer composer;
  private final MailboxPool pool;
  private final MailVariants variants;
  private final SendPermission permission;
  private final SendQueue queue;
  private final GmailReadBack readBack;

  EmailSender(
      EffectLedger ledger,
      MailDispatch dispatch,
      MailComposer composer,
      MailboxPool pool,
      MailVariants variants,
      SendPermission permission,
      SendQueue queue,
      GmailReadBack readBack) {
    this.ledger = ledger;
    this.dispatch = dispatch;
    this.composer = composer;
    this.pool = pool;
    this.variants = variants;
    this.permission = permission;
    this.queue = queue;
    this.readBack = readBack;
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
      dispatch.noteSent(sent.get());
      return StepOutcome.completed(sent.get());
    }
    Optional<Effect> open =
        ledger.open(context.effectKey()).filter(effect -> effect.attempted() != null);
    try {
      return open.isPresent() ? settled(context, open.get()) : compose(context);
    } catch (PlatformException e) {
      return instead(context, new PlatformRefusal(e));
    } catch (PlatformRefusal e) {
      return instead(context, e);
    }
  }

  /** What an attempt before has left open is looked for before anything is sent. */
  private StepOutcome settled(StepContext context, Effect open)
      throws StepException, PlatformException, InterruptedException {
    return switch (readBack.settle(open)) {
      case SETTLED -> {
        Optional<JsonNode> sent = ledger.result(context.effectKey());
        if (sent.isEmpty()) {
          yield compose(context);
        }
        dispatch.noteSent(sent.get());
        yield StepOutcome.completed(sent.get());
      }
      case TOO_EARLY -> new StepOutcome.Waiting(PlatformHolds.settling(open.at(), Instant.now()));
      case NOT_POSSIBLE ->
          throw new StepException(
              FailureCode.EFFECT_UNKNOWN,
              "Whether the mail left is not known, and its account cannot be asked.");
    };
  }

  /** Waits where waiting helps; a mail that Gmail forbids for good is a person's. */
  private StepOutcome instead(StepContext context, PlatformRefusal refusal) throws StepException {
    Optional<Wait.Slot> hold =
        PlatformHolds.of(refusal.failure(), context.effectKey(), Instant.now());
    if (hold.isPresent()) {
      return new StepOutcome.Waiting(hold.get());
    }
    if (refusal.failure() instanceof PlatformFailure.NotPermitted forbidden
        && forbidden.capability() == Capability.SEND_MAIL) {
      return new StepOutcome.Waiting(byPerson(context, refusal));
    }
    throw refusal;
  }

  private static Wait.Person byPerson(StepContext context, PlatformRefusal refusal)
      throws StepException {
    MailContent content = MailContent.of(context.config()).rendered(context.variables(), NO_LINK);
    String text = content.text() == null ? content.html() : content.text();
    String to = context.config().path("to").asText("");
    return new Wait.Person(
        context.render("Send a mail to {{contact.name}}", false),
        new EngagementTask(
                content.subject() + "\n\n" + text,
                context.render(to.isBlank() ? "{{contact.email}}" : to, false),
                null,
                refusal.failure().reason())
            .description(),
        null,
        List.of(),
        null,
        null);
  }

  /** An act that can be looked for is looked for later; of any other nobody knows. */
  private StepOutcome settling(StepContext context, StepException failure) throws StepException {
    Optional<Effect> open =
        ledger.open(context.effectKey()).filter(effect -> effect.attempted() != null);
    if (failure.code() != FailureCode.EFFECT_UNKNOWN || open.isEmpty()) {
      throw failure;
    }
    return new StepOutcome.Waiting(PlatformHolds.settling(open.get().at(), Instant.now()));
  }

  private StepOutcome compose(StepContext context) throws StepException, InterruptedException {
    try {
      return composed(context);
    } catch (PlatformRefusal e) {
      throw e;
    } catch (StepException e) {
      return settling(context, e);
    }
  }

  private StepOutcome composed(StepContext context) throws StepException, InterruptedException {
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
