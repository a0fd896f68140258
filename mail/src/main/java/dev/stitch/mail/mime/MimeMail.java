package dev.stitch.mail.mime;

import dev.stitch.store.mail.EmailMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;

/** A mail as it goes over the wire, with the Message-ID that it is known by here. */
public final class MimeMail extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String messageId;

  /**
   * @param list what it says of itself as a mail to many, empty for one that its recipient needs
   */
  public MimeMail(Session session, EmailMessage mail, Optional<ListHeaders> list)
      throws MessagingException {
    super(session);
    this.messageId = mail.messageId();
    setFrom(new InternetAddress(mail.from(), true));
    setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
    setReplyTo(new InternetAddress[] {new InternetAddress(mail.replyTo(), true)});
    setSubject(mail.subject(), UTF_8);
    setSentDate(Date.from(mail.sentAt()));
    if (mail.inReplyTo() != null) {
      setHeader("In-Reply-To", mail.inReplyTo());
      setHeader("References", mail.inReplyTo());
    }
    if (list.isPresent()) {
      list.get().addTo(this);
    }
    if (mail.html() == null) {
      setText(mail.text(), UTF_8);
    } else if (mail.text() == null) {
      setText(mail.html(), UTF_8, "html");
    } else {
      setContent(alternative(mail));
    }
    saveChanges();
  }

  /** Plain text first: readers take the last part that they can show. */
  private static MimeMultipart alternative(EmailMessage mail) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.text(), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.html(), UTF_8, "html");
    return new MimeMultipart("alternative", text, html);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
