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

/** Table {@code content_posts}, row by row. */
@RowRepository
public interface ContentPostRepository extends GenericRepository<ContentPost, UUID> {

  @Query("SELECT * FROM content_posts WHERE id = :id")
  Optional<ContentPost> find(UUID id);

  /** As {@link #find}, and nobody else changes it until the transaction ends. */
  @Query("SELECT * FROM content_posts WHERE id = :id FOR UPDATE")
  Optional<ContentPost> findForUpdate(UUID id);

  /** Adds a row, or gives the one with its id what a client may set; its times are our own. */
  default ContentPost put(ContentPost row) {
    return put(
        row.id(),
        row.contentId(),
        row.platform(),
        row.platformAccountId(),
        row.platformPostId(),
        row.url(),
        row.text(),
        row.status(),
        row.scheduledAt(),
        row.publishedAt(),
        Jsonb.text(row.metadata()));
  }

  /** As the other. */
  @Query(
      """
      INSERT INTO content_posts
          (id, content_id, platform, platform_account_id, platform_post_id, url, text, status,
          scheduled_at, published_at, metadata)
      VALUES (:id, :contentId, :platform, :platformAccountId, :platformPostId, :url, :text, :status,
              :scheduledAt, :publishedAt, :metadataJson::jsonb)
      ON CONFLICT (id) DO UPDATE
      SET platform = excluded.platform, platform_account_id = excluded.platform_account_id,
          platform_post_id = excluded.platform_post_id, url = excluded.url, text = excluded.text,
          status = excluded.status, scheduled_at = excluded.scheduled_at,
          published_at = excluded.published_at, metadata = excluded.metadata, updated_at = now()
      RETURNING *
      """)
  ContentPost put(
      UUID id,
      UUID contentId,
      @WordColumn Platform platform,
      @Nullable UUID platformAccountId,
      @Nullable String platformPostId,
      @Nullable String url,
      @Nullable String text,
      @WordColumn PostStatus status,
      @Nullable Instant scheduledAt,
      @Nullable Instant publishedAt,
      String metadataJson);

  /** Removes a row; false when there is none. */
  default boolean remove(UUID id) {
    return delete(id) > 0;
  }

  /** As {@link #remove}, with the number of rows. */
  @Query("DELETE FROM content_posts WHERE id = :id")
  int delete(UUID id);
}
