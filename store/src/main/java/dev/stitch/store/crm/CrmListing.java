package dev.stitch.store.crm;

import dev.stitch.model.Platform;
import dev.stitch.store.Database;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The CRM's rows in pages; a filter that is null shows all. */
@Singleton
public class CrmListing {

  private static final Listing<Identity> IDENTITIES =
      listing(
          "contact_identities",
          Map.of("platform", "platform", "platformUserId", "platform_user_id"),
          Identity.class);

  private static final Listing<ContentItem> CONTENT =
      listing("content_items", Map.of("title", "title", "status", "status"), ContentItem.class);

  private static final Listing<ContentPost> POSTS =
      listing(
          "content_posts",
          Map.of(
              "platform", "platform",
              "status", "status",
              "scheduledAt", "scheduled_at",
              "publishedAt", "published_at"),
          ContentPost.class);

  private static final Listing<Engagement> ENGAGEMENTS =
      listing(
          "engagements",
          Map.of("type", "type", "status", "status", "occurredAt", "occurred_at"),
          Engagement.class);

  private static final Listing<EngagementMetric> METRICS =
      new Listing<>(
          "*",
          "engagement_metrics",
          Map.of("metric", "metric", "value", "value", "measuredAt", "measured_at"),
          "-measuredAt",
          "id",
          row -> row.as(EngagementMetric.class));

  private static final Listing<CrmTask> TASKS =
      listing(
          "tasks",
          Map.of("title", "title", "status", "status", "dueAt", "due_at", "closedAt", "closed_at"),
          CrmTask.class);

  private static final Listing<SyncCursor> CURSORS =
      listing("sync_cursors", Map.of("syncSubType", "sync_sub_type"), SyncCursor.class);

  private final Database database;

  CrmListing(Database database) {
    this.database = database;
  }

  public Page<Identity> identities(
      @Nullable UUID contactId, @Nullable String platform, PageRequest request) {
    return IDENTITIES.page(
        database,
        new Filter()
            .and("contact_id = ?", contactId)
            .and("platform = ?", platform)
            .containing(request.text(), "platform_user_id"),
        request);
  }

  public Page<ContentItem> content(
      @Nullable ContentStatus status,
      @Nullable UUID contactId,
      @Nullable UUID templateId,
      PageRequest request) {
    return CONTENT.page(
        database,
        new Filter()
            .and("status = ?", status)
            .and("contact_id = ?", contactId)
            .and("template_id = ?", templateId)
            .containing(request.text(), "title", "body"),
        request);
  }

  public Page<ContentPost> posts(
      UUID contentId,
      @Nullable Platform platform,
      @Nullable PostStatus status,
      @Nullable UUID platformAccountId,
      PageRequest request) {
    return POSTS.page(
        database,
        new Filter()
            .and("content_id = ?", contentId)
            .and("platform = ?", platform)
            .and("status = ?", status)
            .and("platform_account_id = ?", platformAccountId)
            .containing(request.text(), "text", "url"),
        request);
  }

  public Page<Engagement> engagements(EngagementQuery query, PageRequest request) {
    return ENGAGEMENTS.page(
        database,
        new Filter()
            .and("contact_id = ?", query.contactId())
            .and("template_id = ?", query.templateId())
            .and("workflow_run_id = ?", query.workflowRunId())
            .and("content_post_id = ?", query.contentPostId())
            .and("type = ?", query.type())
            .and("status = ?", query.status())
            .containing(request.text(), "text", "target"),
        request);
  }

  public Page<EngagementMetric> metrics(
      @Nullable UUID contentPostId,
      @Nullable UUID engagementId,
      @Nullable String metric,
      PageRequest request) {
    return METRICS.page(
        database,
        new Filter()
            .and("content_post_id = ?", contentPostId)
            .and("engagement_id = ?", engagementId)
            .and("metric = ?", metric)
            .containing(request.text(), "metric"),
        request);
  }

  public Page<CrmTask> tasks(CrmTaskQuery query, PageRequest request) {
    return TASKS.page(
        database,
        new Filter()
            .and("contact_id = ?", query.contactId())
            .and("engagement_id = ?", query.engagementId())
            .and("related_template_id = ?", query.relatedTemplateId())
            .and("workflow_run_id = ?", query.workflowRunId())
            .and("human_task_id = ?", query.humanTaskId())
            .and("status = ?", query.status())
            .and("assignee = ?", query.assignee())
            .containing(request.text(), "title", "description"),
        request);
  }

  public Page<SyncCursor> cursors(
      @Nullable UUID platformAccountId, @Nullable SyncSubType syncSubType, PageRequest request) {
    return CURSORS.page(
        database,
        new Filter()
            .and("platform_account_id = ?", platformAccountId)
            .and("sync_sub_type = ?", syncSubType)
            .containing(request.text(), "sync_sub_type", "cursor"),
        request);
  }

  /** A list that is sorted by its times besides, the newest first. */
  private static <T> Listing<T> listing(String table, Map<String, String> sorts, Class<T> type) {
    Map<String, String> all = new HashMap<>(sorts);
    all.put("createdAt", "created_at");
    all.put("updatedAt", "updated_at");
    return new Listing<>("*", table, all, "-createdAt", "id", row -> row.as(type));
  }
}
