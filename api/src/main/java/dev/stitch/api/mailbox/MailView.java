package dev.stitch.api.mailbox;

import dev.stitch.store.mail.EmailMessage;
import dev.stitch.store.mail.MailDirection;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A mail as clients see it.
 *
 * @param direction outbound when it was sent by us, inbound when it is an answer
 * @param from the sender, display name included
 * @param to the one recipient, a bare address
 * @param entityId whose journey sent it or is answered by it, null when none is
 */
record MailView(
    UUID id,
    String messageId,
    MailDirection direction,
    String from,
    String to,
    @Nullable String replyTo,
    String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable UUID entityId,
    @Nullable UUID runId,
    Instant sentAt) {

  static MailView of(EmailMessage mail) {
    return new MailView(
        mail.id(),
        mail.messageId(),
        mail.direction(),
        mail.from(),
        mail.to(),
        mail.replyTo(),
        mail.subject(),
        mail.text(),
        mail.html(),
        mail.entityId(),
        mail.runId(),
        mail.sentAt());
  }
}
