package dev.stitch.api.blueprint;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;

/** A blueprint's mail as a mail program would have sent it just now. */
final class SampleMail {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private SampleMail() {}

  /** The mail as RFC 5322 has it; another one each time, by its Message-ID. */
  static byte[] raw(Blueprint.Mail mail, String to, UUID id) {
    try {
      Identified message = new Identified("<" + id + "@example.com>");
      message.setFrom(new InternetAddress(mail.from(), mail.name(), UTF_8));
      message.setRecipients(Message.RecipientType.TO, to);
      message.setSubject(mail.subject(), UTF_8);
      message.setSentDate(Date.from(Instant.now()));
      message.setText(mail.text(), UTF_8);
      message.saveChanges();
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      message.writeTo(raw);
      return raw.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("the blueprint's mail is none: " + mail.subject(), e);
    }
  }

  /** The library would name this machine and its user in the Message-ID. */
  private static final class Identified extends MimeMessage {

    private final String messageId;

    Identified(String messageId) {
      super(Session.getInstance(new Properties()));
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
