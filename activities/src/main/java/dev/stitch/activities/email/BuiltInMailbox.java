package dev.stitch.activities.email;

import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailRepository;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Keeps mail in the database, where people read and answer it, instead of sending it anywhere. */
@Singleton
public class BuiltInMailbox implements Mailbox {

  /** The table has the Message-ID unique, for ever. */
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final MailRepository mails;

  public BuiltInMailbox(MailRepository mails) {
    this.mails = mails;
  }

  @Override
  public String name() {
    return EmailMessage.BUILT_IN;
  }

  @Override
  public Duration remembers() {
    return FOR_EVER;
  }

  @Override
  public OutwardAct.Answer send(OutgoingMail mail, OutwardAct.Claim claim) {
    EmailMessage message = mail.message();
    claim.take(() -> mails.deliver(message));
    return new OutwardAct.Done(message.messageId(), EmailSender.output(message));
  }
}
