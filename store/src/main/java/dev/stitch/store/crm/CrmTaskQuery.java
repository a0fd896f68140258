package dev.stitch.store.crm;

import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** Which tasks of the CRM a list shows; null means all. */
public record CrmTaskQuery(
    @Nullable UUID contactId,
    @Nullable UUID engagementId,
    @Nullable UUID relatedTemplateId,
    @Nullable UUID workflowRunId,
    @Nullable UUID humanTaskId,
    @Nullable CrmTaskStatus status,
    @Nullable String assignee) {}
