package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.effect.OutwardAct;
import dev.stitch.activities.platform.PlatformRefusal;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.connectors.failure.PlatformFailure;
import dev.stitch.connectors.google.GmailClient;
import dev.stitch.mail.mime.MimeMail;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.connection.Capability;
import dev.stitch.store.connection.Connection;
import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailRepository;
import dev.stitch.store.mail.PlatformMail;
import dev.stitch.store.mail.PlatformMailRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * Sends mail by the API of a Gmail account. Gmail recognises no mail that comes twice, but tells
 * what it has sent, so one whose answer was lost is looked for ({@link GmailReadBack}).
 */
final class GmailMailbox implements Mailbox {

  private static final Session NO_SESSION = Session.getInstance(new Properties());

  private final Connection account;
  private final String address;
  private final GmailClient client;
  private final MailRepository mails;
  private final PlatformMailRepository sentMails;

  GmailMailbox(
      Connection account,
      String address,
      GmailClient client,
      MailRepository mails,
      PlatformMailRepository sentMails) {
    this.account = account;
    this.address = address;
    this.client = client;
    this.mails = mails;
    this.sentMails = sentMails;
  }

  @Override
  public String name() {
    return account.name();
  }

  @Override
  public String key() {
    return account.id().toString();
  }

  @Override
  public Duration remembers() {
    return Duration.ZERO;
  }

  /** Gmail sends as nobody else. */
  @Override
  public Optional<InternetAddress> sender() {
    try {
      return Optional.of(new InternetAddress(address, true));
    } catch (AddressException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean threadsBySubject() {
    return true;
  }

  @Override
  public Optional<UUID> readBackBy() {
    return Optional.of(account.id());
  }

  @Override
  public OutwardAct.Answer send(OutgoingMail mail, OutwardAct.Claim claim)
      throws StepException, InterruptedException {
    requireCapability();
    EmailMessage message = mail.message();
    byte[] mime = mime(mail);
    String thread =
        message.inReplyTo() == null
            ? null
            : sentMails.thread(message.inReplyTo(), name()).orElse(null);
    claim.take(() -> mails.record(message));
    try {
      return done(message, sent(mime, thread));
    } catch (PlatformException e) {
      PlatformRefusal refusal = new PlatformRefusal(e);
      return e.failure() instanceof PlatformFailure.Transient passing && passing.mayHaveHappened()
          ? new OutwardAct.Unclear(refusal)
          : new OutwardAct.NotDone(refusal);
    }
  }

  /** A conversation that somebody has deleted is no reason not to send. */
  private GmailClient.Sent sent(byte[] mime, @Nullable String thread)
      throws PlatformException, InterruptedException {
    try {
      return client.send(mime, thread);
    } catch (PlatformException e) {
      if (thread != null
          && e.failure() instanceof PlatformFailure.Rejected rejected
          && rejected.kind() == PlatformFailure.Rejected.Kind.NOT_FOUND) {
        return client.send(mime, null);
      }
      throw e;
    }
  }

  private OutwardAct.Done done(EmailMessage message, GmailClient.Sent sent) {
    ObjectNode output = EmailSender.output(message);
    SentByPlatform.add(
        output, new PlatformMail(sent.id(), sent.threadId(), realMessageId(sent.id())));
    return new OutwardAct.Done(sent.id(), output);
  }

  /** Null where Gmail does not tell: the mail has left, whatever fails now. */
  private @Nullable String realMessageId(String id) {
    try {
      return client.metadata(id).flatMap(mail -> mail.header("Message-ID")).orElse(null);
    } catch (PlatformException | IllegalArgumentException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void requireCapability() throws PlatformRefusal {
    for (Connection.CapabilityStatus status : account.capabilities()) {
      if (status.capability() == Capability.SEND_MAIL && !status.available()) {
        throw new PlatformRefusal(
            new PlatformException(
                new PlatformFailure.NotPermitted(
                    status.reason() == null ? "The account may not send mail." : status.reason(),
                    Capability.SEND_MAIL)));
      }
    }
  }

  private static byte[] mime(OutgoingMail mail) throws StepException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new MimeMail(NO_SESSION, mail.message(), mail.listHeadersIfAny()).writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new StepException(
          FailureCode.INVALID_CONFIG, "The mail cannot be written: " + e.getMessage(), e);
    }
  }
}
