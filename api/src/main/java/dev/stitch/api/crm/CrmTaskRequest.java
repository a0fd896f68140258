package dev.stitch.api.crm;

import dev.stitch.launch.request.Texts;
import dev.stitch.store.crm.CrmTask;
import dev.stitch.store.crm.CrmTaskStatus;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * What a client may set of a task of the CRM.
 *
 * @param url where it is to be done
 * @param status {@code open} when nothing is said
 */
record CrmTaskRequest(
    @Nullable String title,
    @Nullable String description,
    @Nullable String url,
    @Nullable CrmTaskStatus status,
    @Nullable String assignee,
    @Nullable Instant dueAt,
    @Nullable UUID contactId,
    @Nullable UUID engagementId,
    @Nullable UUID relatedTemplateId,
    @Nullable UUID workflowRunId) {

  CrmTaskRequest {
    title = Texts.trimmed(title);
    description = Texts.trimmed(description);
    url = Texts.trimmed(url);
    status = status == null ? CrmTaskStatus.OPEN : status;
    assignee = Texts.trimmed(assignee);
  }

  static CrmTaskRequest of(CrmTask task) {
    return new CrmTaskRequest(
        task.title(),
        task.description(),
        task.url(),
        task.status(),
        task.assignee(),
        task.dueAt(),
        task.contactId(),
        task.engagementId(),
        task.relatedTemplateId(),
        task.workflowRunId());
  }

  /**
   * The task that this describes.
   *
   * @param closedBy who has settled it, when it is settled
   */
  CrmTask task(
      UUID id, @Nullable String createdBy, @Nullable String closedBy, @Nullable Instant closedAt) {
    boolean open = status == CrmTaskStatus.OPEN;
    return new CrmTask(
        id,
        title,
        description,
        url,
        status,
        assignee,
        dueAt,
        contactId,
        engagementId,
        relatedTemplateId,
        workflowRunId,
        null,
        createdBy,
        open ? null : closedBy,
        open ? null : closedAt,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
