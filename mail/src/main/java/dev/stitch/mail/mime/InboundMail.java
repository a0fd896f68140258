package dev.stitch.mail.mime;

import java.util.List;

/**
 * A mail as it matters to journeys; every text is free of control characters and bounded.
 *
 * @param messageId with its angle brackets; derived from the content when the mail has none
 * @param sender bare address in lower case, empty when there is none
 * @param senderName display name, empty when there is none
 * @param recipients bare addresses in lower case, of every header that names one
 * @param answers Message-IDs that it may answer, the likeliest first
 * @param text what its author wrote, without what is quoted
 */
public record InboundMail(
    String messageId,
    String sender,
    String senderName,
    List<String> recipients,
    String subject,
    String text,
    List<String> answers,
    MailNature nature) {

  public InboundMail {
    recipients = List.copyOf(recipients);
    answers = List.copyOf(answers);
  }

  /** Sender as a mail program shows it. */
  public String from() {
    return senderName.isEmpty() ? sender : senderName + " <" + sender + ">";
  }
}
