package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.mail.mime.Addresses;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.Ids;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.Recipient;
import dev.stitch.store.mail.Suppression;
import dev.stitch.store.mail.SuppressionRepository;
import jakarta.inject.Singleton;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

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
    String to = recipient(context);
    checkSuppression(to);
    InternetAddress from = configured(context, "from").orElseGet(sender::from);
    Optional<String> replyTo = configured(context, "replyTo").map(InternetAddress::getAddress);
    Optional<String> text = body(context, "text", false);
    Optional<String> html = body(context, "html", true);
    if (text.isEmpty() && html.isEmpty()) {
      throw new StepException(FailureCode.INVALID_CONFIG, "The mail has neither text nor html.");
    }
    String token = replyTo.isPresent() ? null : token();
    return new EmailMessage(
        Ids.next(),
        sender.messageId(context.effectKey()),
        MailDirection.OUTBOUND,
        mailbox.name(),
        from.toUnicodeString(),
        to,
        replyTo.orElseGet(() -> sender.replyAddress(token)),
        oneLine(context.render(context.config().path("subject").asText(), false)),
        text.orElse(null),
        html.orElse(null),
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

  /** The address of {@code to}, else the contact's; never one that wants no mail. */
  private String recipient(StepContext context) throws StepException {
    Optional<UUID> contactId = context.contactId();
    Optional<Recipient> contact = contactId.flatMap(mails::recipient);
    Optional<InternetAddress> configured = configured(context, "to");
    if (configured.isPresent()) {
      String to = configured.get().getAddress();
      if (contact.isPresent() && to.equalsIgnoreCase(contact.get().email())) {
        checkReachable(contact.get());
      }
      return to;
    }
    if (contactId.isEmpty()) {
      throw unreachable("The run has no contact, and the step names no recipient in \"to\".");
    }
    Recipient known =
        contact.orElseThrow(() -> unreachable("The contact does not exist any more."));
    checkReachable(known);
    if (known.email() == null) {
      throw unreachable("The contact has no mail address.");
    }
    try {
      return Addresses.one(known.email()).getAddress();
    } catch (AddressException e) {
      throw unreachable("The contact's mail address is none: " + e.getMessage());
    }
  }

  private void checkSuppression(String to) throws StepException {
    Optional<Suppression> suppression = suppressions.find(to);
    if (suppression.isPresent()) {
      throw unreachable(
          "No mail goes to %s: it is suppressed (%s)."
              .formatted(to, suppression.get().reason().name().toLowerCase(Locale.ROOT)));
    }
  }

  private static void checkReachable(Recipient contact) throws StepException {
    if (contact.archived()) {
      throw unreachable("The contact is archived.");
    }
    if (contact.unsubscribed()) {
      throw unreachable("The contact has unsubscribed.");
    }
  }

  private static Optional<InternetAddress> configured(StepContext context, String field)
      throws StepException {
    JsonNode template = context.config().path(field);
    if (!template.isTextual()) {
      return Optional.empty();
    }
    String text = context.render(template.asText(), false);
    try {
      return Optional.of(Addresses.one(text));
    } catch (AddressException e) {
      throw new StepException(
          FailureCode.INVALID_CONFIG,
          "\"%s\" came to \"%s\", which is no mail address: %s"
              .formatted(field, oneLine(text), e.getMessage()),
          e);
    }
  }

  private static Optional<String> body(StepContext context, String field, boolean html)
      throws StepException {
    JsonNode template = context.config().path(field);
    if (!template.isTextual()) {
      return Optional.empty();
    }
    // PostgreSQL's text holds every character but this one, and a mail has no use for it either.
    return Optional.of(context.render(template.asText(), html).replace("\u0000", ""));
  }

  /** A header is one line: what could end it or hide in it becomes a space. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static StepException unreachable(String message) {
    return new StepException(FailureCode.CONTACT_UNREACHABLE, message);
  }
}
