package dev.stitch.store.crm;

import dev.stitch.model.Platform;
import dev.stitch.store.Jsonb;
import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Table {@code engagements}, row by row. */
@RowRepository
public interface EngagementRepository extends GenericRepository<Engagement, UUID> {

  @Query("SELECT * FROM engagements WHERE id = :id")
  Optional<Engagement> find(UUID id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  @Query("SELECT * FROM engagements WHERE id = :id FOR UPDATE")
  Optional<Engagement> findForUpdate(UUID id);

  /** Adds a row, or gives the one with its id what a client may set; its times are our own. */
  default Engagement put(Engagement row) {
    return put(
        row.id(),
        row.contactId(),
        row.type(),
        row.direction(),
        row.status(),
        row.platform(),
        row.platformEngagementId(),
        row.contentPostId(),
        row.templateId(),
        row.workflowRunId(),
        row.target(),
        row.text(),
        row.performedBy(),
        row.occurredAt(),
        Jsonb.text(row.metadata()));
  }

  /** As the other. */
  @Query(
      """
      INSERT INTO engagements
          (id, contact_id, type, direction, status, platform, platform_engagement_id,
          content_post_id, template_id, workflow_run_id, target, text, performed_by, occurred_at,
          metadata)
      VALUES (:id, :contactId, :type, :direction, :status, :platform, :platformEngagementId,
              :contentPostId, :templateId, :workflowRunId, :target, :text, :performedBy, :occurredAt,
              :metadataJson::jsonb)
      ON CONFLICT (id) DO UPDATE
      SET type = excluded.type, direction = excluded.direction, status = excluded.status,
          platform = excluded.platform, platform_engagement_id = excluded.platform_engagement_id,
          content_post_id = excluded.content_post_id, template_id = excluded.template_id,
          workflow_run_id = excluded.workflow_run_id, target = excluded.target,
          text = excluded.text, performed_by = excluded.performed_by,
          occurred_at = excluded.occurred_at, metadata = excluded.metadata, updated_at = now()
      RETURNING *
      """)
  Engagement put(
      UUID id,
      UUID contactId,
      @WordColumn EngagementType type,
      @WordColumn EngagementDirection direction,
      @WordColumn EngagementStatus status,
      @Nullable @WordColumn Platform platform,
      @Nullable String platformEngagementId,
      @Nullable UUID contentPostId,
      @Nullable UUID templateId,
      @Nullable UUID workflowRunId,
      @Nullable String target,
      @Nullable String text,
      @Nullable String performedBy,
      @Nullable Instant occurredAt,
      String metadataJson);

  /** Removes a row; false when there is none. */
  default boolean remove(UUID id) {
    return delete(id) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query("DELETE FROM engagements WHERE id = :id")
  int delete(UUID id);
}
