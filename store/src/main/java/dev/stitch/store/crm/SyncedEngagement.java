package dev.stitch.store.crm;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that a contact did towards us, as a platform tells of it.
 *
 * @param platformEngagementId the platform's own id of it
 * @param platformPostId the post by which it was done; null for none
 */
public record SyncedEngagement(
    UUID contactId,
    EngagementType type,
    String platformEngagementId,
    @Nullable String platformPostId,
    @Nullable String text,
    @Nullable Instant occurredAt) {}
