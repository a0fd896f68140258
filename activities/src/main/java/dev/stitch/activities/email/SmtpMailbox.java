package dev.stitch.activities.email;

import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.mail.mime.MimeMail;
import dev.stitch.mail.smtp.ClaimingTransport;
import dev.stitch.mail.smtp.SmtpUrl;
import dev.stitch.model.StepException;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailRepository;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mail over to an SMTP server. SMTP has no way to ask whether a mail was taken, so one whose
 * connection broke in the middle is never sent again by itself.
 */
final class SmtpMailbox implements Mailbox {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpMailbox.class);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Servers scan a mail before they take it, and giving up on them makes it unknown; but a step has
   * a minute unless it says otherwise.
   */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(45);

  /** What the mailbox of {@code STITCH_SMTP_URL} is called. */
  static final String NAME = "smtp";

  private final String name;
  private final String key;
  private final SmtpUrl url;
  private final MailRepository mails;
  private final Session session;

  SmtpMailbox(SmtpUrl url, MailRepository mails) {
    this(NAME, NAME, url, mails);
  }

  SmtpMailbox(String name, String key, SmtpUrl url, MailRepository mails) {
    this(name, key, url, mails, CONNECT_TIMEOUT, ANSWER_TIMEOUT);
  }

  SmtpMailbox(
      String name,
      String key,
      SmtpUrl url,
      MailRepository mails,
      Duration connect,
      Duration answer) {
    this.name = name;
    this.key = key;
    this.url = url;
    this.mails = mails;
    this.session = Session.getInstance(url.properties(connect.toMillis(), answer.toMillis()));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public Duration remembers() {
    return Duration.ZERO;
  }

  @Override
  public OutwardAct.Answer send(OutgoingMail mail, OutwardAct.Claim claim) throws StepException {
    EmailMessage message = mail.message();
    ClaimingTransport transport =
        new ClaimingTransport(session, () -> claim.take(() -> mails.record(message)));
    try {
      MimeMail mime = new MimeMail(session, message, mail.listHeadersIfAny());
      transport.connect(url.host(), url.port(), url.user(), url.password());
      transport.sendMessage(mime, mime.getAllRecipients());
      return new OutwardAct.Done(message.messageId(), EmailSender.output(message));
    } catch (MessagingException e) {
      SmtpFailure failure = SmtpFailure.of(url, e, transport.getLastReturnCode());
      if (!transport.dataBegun()) {
        throw failure.asStepException();
      }
      return failure.answered()
          ? new OutwardAct.NotDone(failure.asStepException())
          : new OutwardAct.Unclear(failure.asStepException());
    } finally {
      close(transport);
    }
  }

  private static void close(ClaimingTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("The SMTP server hung up before goodbye", e);
    }
  }
}
