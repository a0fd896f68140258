package dev.stitch.store.crm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.Platform;
import dev.stitch.store.JsonbColumn;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * One act between us and a contact. Table {@code engagements}.
 *
 * @param platform null where it is by mail, or on no platform that Stitch knows
 * @param platformEngagementId the platform's own id of it, unique on the platform, or null
 * @param workflowRunId the run that does it, or null
 * @param nodeId the step of the run, or null
 * @param execution which time that the run came to the step, or null
 * @param target what it is about: an address, {@code latest_post}, or null for the contact
 * @param performedBy who did it, or null
 * @param occurredAt when it was done, or null
 */
@MappedEntity("engagements")
public record Engagement(
    @Id UUID id,
    UUID contactId,
    @WordColumn EngagementType type,
    @WordColumn EngagementDirection direction,
    @WordColumn EngagementStatus status,
    @Nullable @WordColumn Platform platform,
    @Nullable String platformEngagementId,
    @Nullable UUID contentPostId,
    @Nullable UUID templateId,
    @Nullable UUID workflowRunId,
    @Nullable String nodeId,
    @Nullable Integer execution,
    @Nullable String target,
    @Nullable String text,
    @Nullable String performedBy,
    @Nullable Instant occurredAt,
    @JsonbColumn ObjectNode metadata,
    Instant createdAt,
    Instant updatedAt) {}
