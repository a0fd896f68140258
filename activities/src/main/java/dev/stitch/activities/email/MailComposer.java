package dev.stitch.activities.email;

import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.Ids;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.Suppression;
import dev.stitch.store.mail.SuppressionRepository;
import jakarta.inject.Singleton;
import jakarta.mail.internet.InternetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Makes the mail of a step: texts rendered, contact read afresh, thread and reply address set. */
@Singleton
public class MailComposer {

  /** 128 bits: nobody guesses another's reply address. */
  private static final int TOKEN_BYTES = 16;

  private final MailRepository mails;
  private final SuppressionRepository suppressions;
  private final SenderAddress sender;
  private final SecureRandom random = new SecureRandom();

  public MailComposer(
      MailRepository mails, SuppressionRepository suppressions, SenderAddress sender) {
    this.mails = mails;
    this.suppressions = suppressions;
    this.sender = sender;
  }

  /**
   * @throws StepException {@code CONTACT_UNREACHABLE} when the contact must not or cannot be
   *     written to, {@code INVALID_CONFIG} when an address or the text is none
   */
  public EmailMessage compose(StepContext context, Mailbox mailbox) throws StepException {
    MailTexts texts = new MailTexts(context);
    String to = texts.recipient(context.contactId().flatMap(mails::recipient));
    checkSuppression(to);
    InternetAddress from = texts.from().orElseGet(sender::from);
    Optional<String> replyTo = texts.replyTo();
    MailTexts.Body body = texts.body();
    String token = replyTo.isPresent() ? null : token();
    return new EmailMessage(
        Ids.next(),
        sender.messageId(context.effectKey()),
        MailDirection.OUTBOUND,
        mailbox.name(),
        from.toUnicodeString(),
        to,
        replyTo.orElseGet(() -> sender.replyAddress(token)),
        texts.subject(),
        body.text(),
        body.html(),
        context
            .entityId()
            .flatMap(entity -> mails.firstOfThread(entity, to))
            .map(EmailMessage::messageId)
            .orElse(null),
        token,
        context.entityId().orElse(null),
        context.runId(),
        context.step().id(),
        context.contactId().orElse(null),
        context.effectKey(),
        Instant.now());
  }

  private void checkSuppression(String to) throws StepException {
    Optional<Suppression> suppression = suppressions.find(to);
    if (suppression.isPresent()) {
      throw MailTexts.unreachable(
          "No mail goes to %s: it is suppressed (%s)."
              .formatted(to, suppression.get().reason().name().toLowerCase(Locale.ROOT)));
    }
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
