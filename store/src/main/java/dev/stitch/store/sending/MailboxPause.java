package dev.stitch.store.sending;

import java.time.Instant;

/**
 * A mailbox that sends nothing for now.
 *
 * @param mailbox as in {@link SendLimit}
 * @param reason in words
 */
public record MailboxPause(String mailbox, String reason, String pausedBy, Instant pausedAt) {}
