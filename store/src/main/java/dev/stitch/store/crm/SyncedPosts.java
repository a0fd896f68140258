package dev.stitch.store.crm;

import dev.stitch.model.Platform;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes the posts, measurements and engagements that a platform tells of, some hundred at a time.
 * Each method is one statement, in the transaction of the caller.
 */
@Singleton
public class SyncedPosts {

  private final Database database;

  SyncedPosts(Database database) {
    this.database = database;
  }

  /** What became of a post. */
  public enum Change {
    ADDED,
    UPDATED,
    NONE
  }

  /** Waits until no other sync writes posts: two that tell of the same one would both add it. */
  public void awaitTurn() {
    database.exists("SELECT pg_advisory_xact_lock(hashtextextended('synced posts', 0))");
  }

  /**
   * Adds posts that are not known, each with a content item of its own, and brings the others up to
   * date.
   *
   * @param posts with an id each of their own
   * @param connectionId the connection that has read them
   * @return what became of each, by the platform's id of it
   */
  public Map<String, Change> write(
      Platform platform, UUID connectionId, Collection<SyncedPost> posts) {
    List<SyncedPost> rows = List.copyOf(posts);
    Map<String, Change> changes = new HashMap<>();
    if (rows.isEmpty()) {
      return changes;
    }
    rows.forEach(post -> changes.put(post.platformPostId(), Change.NONE));
    database
        .list(
            Sql.of(
                    """
                    WITH incoming AS (
                        SELECT * FROM unnest(:itemIds, :ids, :postIds, :contactIds, :urls, :texts, :publishedAt, :metadata)
                            AS i (item_id, id, post_id, contact_id, url, text, published_at, metadata)),
                    known AS (
                        SELECT i.*, p.id AS known_id FROM incoming i
                        LEFT JOIN content_posts p ON p.platform = :platform AND p.platform_post_id = i.post_id),
                    items AS (
                        INSERT INTO content_items (id, body, status, contact_id, metadata)
                        SELECT item_id, text, 'published',
                            (SELECT c.id FROM contacts c WHERE c.id = k.contact_id), metadata
                        FROM known k WHERE known_id IS NULL),
                    added AS (
                        INSERT INTO content_posts (id, content_id, platform, platform_account_id,
                            platform_post_id, url, text, status, published_at, metadata)
                        SELECT id, item_id, :platform,
                            (SELECT a.id FROM platform_accounts a WHERE a.id = :connection), post_id, url,
                            text, 'published', published_at, metadata
                        FROM known WHERE known_id IS NULL
                        RETURNING platform_post_id),
                    updated AS (
                        UPDATE content_posts p
                        SET url = coalesce(k.url, p.url), text = coalesce(k.text, p.text),
                            published_at = coalesce(k.published_at, p.published_at),
                            status = 'published', metadata = p.metadata || k.metadata, updated_at = now()
                        FROM known k
                        WHERE p.id = k.known_id AND (
                            p.text IS DISTINCT FROM coalesce(k.text, p.text)
                            OR p.url IS DISTINCT FROM coalesce(k.url, p.url)
                            OR p.published_at IS DISTINCT FROM coalesce(k.published_at, p.published_at)
                            OR p.status <> 'published' OR NOT p.metadata @> k.metadata)
                        RETURNING p.platform_post_id)
                    SELECT platform_post_id, 'added' AS change FROM added
                    UNION ALL SELECT platform_post_id, 'updated' FROM updated
                    """)
                .with("itemIds", SqlArray.uuids(each(rows, post -> Ids.next())))
                .with("ids", SqlArray.uuids(each(rows, post -> Ids.next())))
                .with("postIds", SqlArray.texts(each(rows, SyncedPost::platformPostId)))
                .with("contactIds", SqlArray.uuids(each(rows, SyncedPost::contactId)))
                .with("urls", SqlArray.texts(each(rows, SyncedPost::url)))
                .with("texts", SqlArray.texts(each(rows, SyncedPost::text)))
                .with("publishedAt", SqlArray.instants(each(rows, SyncedPost::publishedAt)))
                .with("metadata", SqlArray.jsonbs(each(rows, SyncedPost::metadata)))
                .with("platform", platform)
                .with("connection", connectionId),
            row -> Map.entry(row.text("platform_post_id"), row.choice("change", Change.class)))
        .forEach(entry -> changes.put(entry.getKey(), entry.getValue()));
    return changes;
  }

  /**
   * Adds what is measured now where it differs from what was measured last.
   *
   * @return the platform's ids of the posts of which something differs
   */
  public List<String> measure(Platform platform, Collection<SyncedPost> posts, Instant at) {
    List<String> postIds = new ArrayList<>();
    List<String> metrics = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    for (SyncedPost post : posts) {
      post.metrics()
          .forEach(
              (metric, value) -> {
                postIds.add(post.platformPostId());
                metrics.add(metric);
                values.add(value);
              });
    }
    if (metrics.isEmpty()) {
      return List.of();
    }
    return database.list(
        Sql.of(
                """
                WITH measured AS (
                    SELECT p.id, p.platform_post_id, m.metric, m.value
                    FROM unnest(:postIds, :metrics, :values) AS m (post_id, metric, value)
                    JOIN content_posts p ON p.platform = :platform AND p.platform_post_id = m.post_id),
                news AS (
                    SELECT * FROM measured m WHERE m.value IS DISTINCT FROM (
                        SELECT e.value FROM engagement_metrics e
                        WHERE e.content_post_id = m.id AND e.metric = m.metric
                        ORDER BY e.measured_at DESC LIMIT 1)),
                written AS (
                    INSERT INTO engagement_metrics (id, content_post_id, metric, value, measured_at)
                    SELECT gen_random_uuid(), id, metric, value, :at FROM news
                    ON CONFLICT (content_post_id, engagement_id, metric, measured_at)
                    DO UPDATE SET value = excluded.value)
                SELECT DISTINCT platform_post_id FROM news
                """)
            .with("postIds", SqlArray.texts(postIds))
            .with("metrics", SqlArray.texts(metrics))
            .with("values", SqlArray.bigints(values))
            .with("platform", platform)
            .with("at", at),
        row -> row.text("platform_post_id"));
  }

  /**
   * Adds what contacts did that is not known yet.
   *
   * @param engagements with an id each of their own
   * @param runId the run that has read of it
   * @return the platform's ids of those that were added
   */
  public List<String> engaged(
      Platform platform, Collection<SyncedEngagement> engagements, UUID runId) {
    List<SyncedEngagement> rows = List.copyOf(engagements);
    if (rows.isEmpty()) {
      return List.of();
    }
    return database.list(
        Sql.of(
                """
                INSERT INTO engagements (id, contact_id, type, direction, status, platform,
                    platform_engagement_id, content_post_id, workflow_run_id, text, occurred_at)
                SELECT e.id, c.id, e.type, 'inbound', 'done', :platform, e.engagement_id, p.id,
                    (SELECT r.id FROM workflow_runs r WHERE r.id = :run), e.text, e.occurred_at
                FROM unnest(:ids, :contactIds, :types, :engagementIds, :postIds, :texts, :occurredAt)
                    AS e (id, contact_id, type, engagement_id, post_id, text, occurred_at)
                JOIN contacts c ON c.id = e.contact_id
                LEFT JOIN content_posts p ON p.platform = :platform AND p.platform_post_id = e.post_id
                ON CONFLICT (platform, platform_engagement_id) DO NOTHING
                RETURNING platform_engagement_id
                """)
            .with("platform", platform)
            .with("run", runId)
            .with("ids", SqlArray.uuids(each(rows, row -> Ids.next())))
            .with("contactIds", SqlArray.uuids(each(rows, SyncedEngagement::contactId)))
            .with(
                "types",
                SqlArray.texts(each(rows, row -> row.type().name().toLowerCase(Locale.ROOT))))
            .with(
                "engagementIds", SqlArray.texts(each(rows, SyncedEngagement::platformEngagementId)))
            .with("postIds", SqlArray.texts(each(rows, SyncedEngagement::platformPostId)))
            .with("texts", SqlArray.texts(each(rows, SyncedEngagement::text)))
            .with("occurredAt", SqlArray.instants(each(rows, SyncedEngagement::occurredAt))),
        row -> row.text("platform_engagement_id"));
  }

  private static <R, T> List<T> each(List<R> rows, Function<R, T> column) {
    List<T> values = new ArrayList<>();
    rows.forEach(row -> values.add(column.apply(row)));
    return values;
  }
}
