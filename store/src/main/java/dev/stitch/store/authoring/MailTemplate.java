package dev.stitch.store.authoring;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Saved mail with the texts of its version.
 *
 * @param version the version that is shown, and taken by whoever names none
 * @param text null when the mail is HTML only
 * @param html null when the mail is text only
 */
public record MailTemplate(
    UUID id,
    String name,
    int version,
    String subject,
    @Nullable String text,
    @Nullable String html,
    @Nullable String createdBy,
    Instant createdAt,
    Instant updatedAt) {}
