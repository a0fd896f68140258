package dev.stitch.store.crm;

import dev.stitch.store.Jsonb;
import dev.stitch.store.RowRepository;
import dev.stitch.store.WordColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** Table {@code content_items}, row by row. */
@RowRepository
public interface ContentItemRepository extends GenericRepository<ContentItem, UUID> {

  @Query("SELECT * FROM content_items WHERE id = :id")
  Optional<ContentItem> find(UUID id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  @Query("SELECT * FROM content_items WHERE id = :id FOR UPDATE")
  Optional<ContentItem> findForUpdate(UUID id);

  /** Adds a row, or gives the one with its id what a client may set; its times are our own. */
  default ContentItem put(ContentItem row) {
    return put(
        row.id(),
        row.title(),
        row.body(),
        row.status(),
        row.contactId(),
        row.templateId(),
        Jsonb.text(row.metadata()),
        row.createdBy());
  }

  /** As the other. */
  @Query(
      """
      INSERT INTO content_items
          (id, title, body, status, contact_id, template_id, metadata, created_by)
      VALUES (:id, :title, :body, :status, :contactId, :templateId, :metadataJson::jsonb, :createdBy)
      ON CONFLICT (id) DO UPDATE
      SET title = excluded.title, body = excluded.body, status = excluded.status,
          contact_id = excluded.contact_id, template_id = excluded.template_id,
          metadata = excluded.metadata, updated_at = now()
      RETURNING *
      """)
  ContentItem put(
      UUID id,
      @Nullable String title,
      @Nullable String body,
      @WordColumn ContentStatus status,
      @Nullable UUID contactId,
      @Nullable UUID templateId,
      String metadataJson,
      @Nullable String createdBy);

  /** Removes a row; false when there is none. */
  default boolean remove(UUID id) {
    return delete(id) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query("DELETE FROM content_items WHERE id = :id")
  int delete(UUID id);
}
