package dev.stitch.store.crm;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** Which engagements a list shows; null means all. */
public record EngagementQuery(
    @Nullable UUID contactId,
    @Nullable UUID templateId,
    @Nullable UUID workflowRunId,
    @Nullable UUID contentPostId,
    @Nullable EngagementType type,
    @Nullable EngagementStatus status) {}
