package dev.stitch.mail.mime;

import io.micronaut.core.annotation.Nullable;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/**
 * What a mail to many says of itself, so that mail programs offer to unsubscribe (RFC 2369, RFC
 * 8058) and providers tell complaints apart.
 *
 * @param unsubscribeUrl takes a POST and unsubscribes, without login, cookie or redirect
 * @param unsubscribeMail what is to be written to unsubscribe, for programs that do not post; null
 *     when no mail reaches us
 * @param feedbackId as {@link FeedbackId} composes it
 */
public record ListHeaders(
    String unsubscribeUrl, @Nullable UnsubscribeMail unsubscribeMail, String feedbackId) {

  void addTo(MimeMessage mail) throws MessagingException {
    String byMail = unsubscribeMail == null ? "" : ",\r\n <" + unsubscribeMail.uri() + ">";
    mail.setHeader("List-Unsubscribe", "<" + unsubscribeUrl + ">" + byMail);
    mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    mail.setHeader("Feedback-ID", feedbackId);
  }
}
