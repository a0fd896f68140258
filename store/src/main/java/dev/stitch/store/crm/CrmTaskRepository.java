package dev.stitch.store.crm;

import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Table {@code tasks}, row by row. */
@RowRepository
public interface CrmTaskRepository extends GenericRepository<CrmTask, UUID> {

  @Query("SELECT * FROM tasks WHERE id = :id")
  Optional<CrmTask> find(UUID id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  @Query("SELECT * FROM tasks WHERE id = :id FOR UPDATE")
  Optional<CrmTask> findForUpdate(UUID id);

  /** Adds a row, or gives the one with its id what a client may set; its times are our own. */
  default CrmTask put(CrmTask row) {
    return put(
        row.id(),
        row.title(),
        row.description(),
        row.url(),
        row.status(),
        row.assignee(),
        row.dueAt(),
        row.contactId(),
        row.engagementId(),
        row.relatedTemplateId(),
        row.workflowRunId(),
        row.createdBy(),
        row.closedBy(),
        row.closedAt());
  }

  /** As the other. */
  @Query(
      """
      INSERT INTO tasks
          (id, title, description, url, status, assignee, due_at, contact_id, engagement_id,
          related_template_id, workflow_run_id, created_by, closed_by, closed_at)
      VALUES (:id, :title, :description, :url, :status, :assignee, :dueAt, :contactId, :engagementId,
              :relatedTemplateId, :workflowRunId, :createdBy, :closedBy, :closedAt)
      ON CONFLICT (id) DO UPDATE
      SET title = excluded.title, description = excluded.description, url = excluded.url,
          status = excluded.status, assignee = excluded.assignee, due_at = excluded.due_at,
          contact_id = excluded.contact_id, engagement_id = excluded.engagement_id,
          related_template_id = excluded.related_template_id,
          workflow_run_id = excluded.workflow_run_id, closed_by = excluded.closed_by,
          closed_at = excluded.closed_at, updated_at = now()
      RETURNING *
      """)
  CrmTask put(
      UUID id,
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
      @Nullable String createdBy,
      @Nullable String closedBy,
      @Nullable Instant closedAt);

  /** Removes a row; false when there is none. */
  default boolean remove(UUID id) {
    return delete(id) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query("DELETE FROM tasks WHERE id = :id")
  int delete(UUID id);
}
