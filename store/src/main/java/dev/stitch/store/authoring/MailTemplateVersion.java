package dev.stitch.store.authoring;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * What saved mail said at one time; it never changes.
 *
 * @param version rises by one with each new content of its mail template, from 1
 * @param text null when the mail is HTML only
 * @param html null when the mail is text only
 */
public record MailTemplateVersion(
    int version,
    String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable String createdBy,
    Instant createdAt) {}
