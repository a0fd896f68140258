package dev.stitch.mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/**
 * What a mail to many says of itself, so that mail programs offer to unsubscribe (RFC 2369, RFC
 * 8058) and providers tell complaints apart.
 *
 * @param unsubscribeUrl takes a POST and unsubscribes, without login, cookie or redirect
 * @param feedbackId as {@link FeedbackId} composes it
 */
public record ListHeaders(String unsubscribeUrl, String feedbackId) {

  void addTo(MimeMessage mail) throws MessagingException {
    mail.setHeader("List-Unsubscribe", "<" + unsubscribeUrl + ">");
    mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    mail.setHeader("Feedback-ID", feedbackId);
  }
}
