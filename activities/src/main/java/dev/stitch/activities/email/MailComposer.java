package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.authoring.MailContent;
import dev.stitch.mail.mime.FeedbackId;
import dev.stitch.mail.mime.ListHeaders;
import dev.stitch.mail.mime.UnsubscribeMail;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import dev.stitch.store.Ids;
import dev.stitch.store.consent.UnsubscribeLink;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.InboundRepository;
import dev.stitch.store.mail.MailDirection;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.PlatformMail;
import dev.stitch.store.mail.PlatformMailRepository;
import dev.stitch.store.mail.Recipient;
import dev.stitch.store.secret.RandomToken;
import jakarta.inject.Singleton;
import jakarta.mail.internet.InternetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the mail of a step: texts rendered, contact read afresh, thread and reply address set. */
@Singleton
public class MailComposer {

  /** 128 bits: nobody guesses another's reply address. */
  private static final int TOKEN_BYTES = 16;

  /** What programs put before the subject of a reply. */
  private static final Pattern REPLY = Pattern.compile("^(?:re:\\s*)+", Pattern.CASE_INSENSITIVE);

  private final MailRepository mails;
  private final SenderAddress sender;
  private final RecipientUrls urls;
  private final ClickTracking clicks;
  private final InboundRepository inbound;
  private final PlatformMailRepository sentMails;
  private final SecureRandom random = new SecureRandom();

  MailComposer(
      MailRepository mails,
      SenderAddress sender,
      RecipientUrls urls,
      ClickTracking clicks,
      InboundRepository inbound,
      PlatformMailRepository sentMails) {
    this.mails = mails;
    this.sender = sender;
    this.urls = urls;
    this.clicks = clicks;
    this.inbound = inbound;
    this.sentMails = sentMails;
  }

  /**
   * @throws StepException {@code CONTACT_UNREACHABLE} when the contact must not or cannot be
   *     written to, {@code INVALID_CONFIG} when an address or the text is none
   */
  OutgoingMail compose(StepContext context, Mailbox mailbox) throws StepException {
    String unsubscribeToken = RandomToken.fresh();
    String unsubscribeUrl = urls.unsubscribe(unsubscribeToken);
    MailTexts texts = new MailTexts(context, unsubscribeUrl);
    Optional<Recipient> contact = context.contactId().flatMap(mails::recipient);
    String to = texts.recipient(contact);
    InternetAddress from = texts.from().or(mailbox::sender).orElseGet(sender::from);
    Optional<String> replyTo = texts.replyTo().or(() -> ownReplyAddress(mailbox));
    Optional<EmailMessage> earlier = answered(context, to);
    String messageId = sender.messageId(context.effectKey());
    ClickTracking.Tracked tracked =
        texts.trackClicks()
            ? clicks.track(texts.content(), messageId)
            : new ClickTracking.Tracked(texts.content(), null);
    MailContent content = inThread(tracked.content(), mailbox, earlier);
    String token = replyTo.isPresent() ? null : token();
    EmailMessage message =
        new EmailMessage(
            Ids.next(),
            messageId,
            MailDirection.OUTBOUND,
            mailbox.name(),
            from.toUnicodeString(),
            to,
            replyTo.orElseGet(() -> sender.replyAddress(token)),
            content.subject(),
            content.text(),
            content.html(),
            earlier.map(this::asRecipientSees).orElse(null),
            token,
            context.entityId().orElse(null),
            context.runId(),
            context.step().id(),
            context.contactId().orElse(null),
            context.effectKey(),
            Instant.now());
    UnsubscribeLink link =
        new UnsubscribeLink(
            RandomToken.hash(unsubscribeToken),
            contact
                .filter(known -> to.equalsIgnoreCase(known.email()))
                .map(Recipient::id)
                .orElse(null),
            to.toLowerCase(Locale.ROOT),
            texts.topic().orElse(null),
            message.messageId());
    return new OutgoingMail(
        message,
        link,
        texts.transactional(),
        new ListHeaders(
            unsubscribeUrl,
            inbound.reachesUs()
                ? new UnsubscribeMail(sender.from().getAddress(), unsubscribeToken)
                : null,
            FeedbackId.of(campaign(context), mailbox.name(), domain(from))),
        tracked.links());
  }

  /**
   * A platform's mailbox gets its replies itself where mail for our own addresses reaches nobody.
   */
  private Optional<String> ownReplyAddress(Mailbox mailbox) {
    return inbound.reachesUs()
        ? Optional.empty()
        : mailbox.sender().map(InternetAddress::getAddress);
  }

  /** The Message-ID that the recipient has seen, which may be the platform's. */
  private String asRecipientSees(EmailMessage earlier) {
    return sentMails
        .find(earlier.messageId())
        .map(PlatformMail::messageId)
        .orElse(earlier.messageId());
  }

  /** Gmail begins another conversation where the subject is another. */
  private static MailContent inThread(
      MailContent content, Mailbox mailbox, Optional<EmailMessage> earlier) {
    if (!mailbox.threadsBySubject() || earlier.isEmpty()) {
      return content;
    }
    String subject = REPLY.matcher(earlier.get().subject()).replaceFirst("");
    return new MailContent("Re: " + subject, content.text(), content.html());
  }

  /** The mail that this one goes on from: by itself, the first of its entity. */
  private Optional<EmailMessage> answered(StepContext context, String to) {
    JsonNode sameThread = context.config().path("sameThread");
    if (!sameThread.isBoolean()) {
      return firstOfEntity(context, to);
    }
    return sameThread.booleanValue()
        ? mails.lastOfRun(context.runId(), to).or(() -> firstOfEntity(context, to))
        : Optional.empty();
  }

  private Optional<EmailMessage> firstOfEntity(StepContext context, String to) {
    return context.entityId().flatMap(entity -> mails.firstOfThread(entity, to));
  }

  /** The flow or template that the run belongs to. */
  private static String campaign(StepContext context) {
    JsonNode flow = context.variables().path("entity").path("flowId");
    return flow.isTextual() ? flow.textValue() : context.config().path("topic").asText("run");
  }

  private static String domain(InternetAddress from) {
    return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
  }

  private String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
