package dev.stitch.store.mail;

import io.micronaut.core.annotation.Nullable;

/**
 * A mail as the platform knows it whose API has sent it.
 *
 * @param id the platform's own
 * @param threadId the platform's conversation, null where it does not say
 * @param messageId the Message-ID that its recipient sees and replies name; null where the platform
 *     has not told it
 */
public record PlatformMail(String id, @Nullable String threadId, @Nullable String messageId) {}
