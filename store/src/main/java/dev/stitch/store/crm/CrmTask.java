package dev.stitch.store.crm;

import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that somebody has to do. Table {@code tasks}.
 *
 * @param url where it is to be done, or null
 * @param humanTaskId the question that a run waits on and that this stands for, or null: both are
 *     settled together
 * @param closedBy who settled it, or null while it is open
 */
@MappedEntity("tasks")
public record CrmTask(
    @Id UUID id,
    String title,
    @Nullable String description,
    @Nullable String url,
    @WordColumn CrmTaskStatus status,
    @Nullable String assignee,
    @Nullable Instant dueAt,
    @Nullable UUID contactId,
    @Nullable UUID engagementId,
    @Nullable UUID relatedTemplateId,
    @Nullable UUID workflowRunId,
    @Nullable UUID humanTaskId,
    @Nullable String createdBy,
    @Nullable String closedBy,
    @Nullable Instant closedAt,
    Instant createdAt,
    Instant updatedAt) {}
