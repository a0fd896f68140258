package dev.stitch.store.mail;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * One mail. Table {@code email_messages}.
 *
 * @param messageId the Message-ID header with its angle brackets; unique
 * @param mailbox name of the mailbox that carried it
 * @param from the From header, display name included
 * @param to the one recipient, a bare address
 * @param replyTo the Reply-To header, a bare address
 * @param inReplyTo Message-ID of the first mail of its thread, or of the mail it answers
 * @param replyToken the random part of {@code replyTo} that names the journey, or null when replies
 *     go elsewhere
 * @param effectKey key of the effect that sent it
 */
public record EmailMessage(
    UUID id,
    String messageId,
    MailDirection direction,
    String mailbox,
    String from,
    String to,
    @Nullable String replyTo,
    String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable String inReplyTo,
    @Nullable String replyToken,
    @Nullable UUID entityId,
    @Nullable UUID runId,
    @Nullable String nodeId,
    @Nullable UUID contactId,
    @Nullable String effectKey,
    Instant sentAt) {

  /** Name of the mailbox that keeps mail in this table instead of sending it anywhere. */
  public static final String BUILT_IN = "built-in";

  /** The same, leaving at another moment. */
  public EmailMessage leavingAt(Instant moment) {
    return new EmailMessage(
        id,
        messageId,
        direction,
        mailbox,
        from,
        to,
        replyTo,
        subject,
        text,
        html,
        inReplyTo,
        replyToken,
        entityId,
        runId,
        nodeId,
        contactId,
        effectKey,
        moment);
  }
}
