package dev.stitch.store.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Bulk operations: accepting them, their progress, and how they end. A final one never changes. */
@Singleton
public class BulkRepository {

  private static final Listing<BulkOperationRow> OPERATIONS =
      new Listing<>(
          BulkOperationRow.COLUMNS,
          "bulk_operations",
          Map.of("createdAt", "created_at", "updatedAt", "updated_at", "status", "status"),
          "-createdAt",
          "id",
          BulkOperationRow::of);

  private final Database database;

  BulkRepository(Database database) {
    this.database = database;
  }

  public Optional<BulkOperationRow> find(UUID id) {
    return database.first(
        "SELECT " + BulkOperationRow.COLUMNS + " FROM bulk_operations WHERE id = ?",
        BulkOperationRow::of,
        id);
  }

  /**
   * Which operations a list shows; null means all.
   *
   * @param on what they act on
   * @param live true for those that go on, false for those that have ended
   */
  public record Query(
      @Nullable UUID flowId,
      @Nullable UUID templateId,
      @Nullable BulkStatus status,
      @Nullable BulkTarget on,
      @Nullable Boolean live) {

    private Filter conditions(@Nullable String text) {
      Filter filter =
          new Filter()
              .and("flow_id = ?", flowId)
              .and("template_id = ?", templateId)
              .and("status = ?", status)
              .and("split_part(kind, '.', 1) = ?", on)
              .containing(text, "request::text");
      if (live != null) {
        filter.and(live ? "completed_at IS NULL" : "completed_at IS NOT NULL");
      }
      return filter;
    }
  }

  public Page<BulkOperationRow> list(Query query, PageRequest request) {
    return OPERATIONS.page(database, query.conditions(request.text()), request);
  }

  /** Writes an operation down before its entities, which refer to it. */
  public void insert(UUID id, UUID flowId, JsonNode request, String temporalWorkflowId) {
    database.update(
        Sql.of(
                """
                INSERT INTO bulk_operations (id, kind, flow_id, request, temporal_workflow_id)
                VALUES (:id, 'seed', :flowId, :request, :temporalWorkflowId)
                """)
            .with("id", id)
            .with("flowId", flowId)
            .with("request", request)
            .with("temporalWorkflowId", temporalWorkflowId));
  }

  /**
   * Writes an operation over enrollments, or an act on many, down.
   *
   * @param kind {@code enroll, pause, resume, migrate, complete}, or {@link BulkAct#rowKind}
   * @param templateId null of an act on many, and when the template is being deleted
   */
  public void insert(
      UUID id, String kind, @Nullable UUID templateId, JsonNode request, String workflowId) {
    database.update(
        Sql.of(
                """
                INSERT INTO bulk_operations (id, kind, template_id, request, temporal_workflow_id)
                VALUES (:id, :kind, :templateId, :request, :workflowId)
                """)
            .with("id", id)
            .with("kind", kind)
            .with("templateId", templateId)
            .with("request", request)
            .with("workflowId", workflowId));
  }

  /** Says which run's counters tell how far an operation is. */
  public void countedBy(UUID id, UUID runId) {
    database.update("UPDATE bulk_operations SET run_id = ? WHERE id = ?", runId, id);
  }

  /** What was accepted; with nothing accepted the operation is complete at once. */
  public void accepted(UUID id, long total, JsonNode skipped, long skippedCount) {
    database.update(
        Sql.of(
                """
                UPDATE bulk_operations
                SET total = :total, skipped = :skipped, skipped_count = :skippedCount,
                    status = CASE WHEN :total = 0 THEN 'completed' ELSE status END,
                    completed_at = CASE WHEN :total = 0 THEN now() END
                WHERE id = :id
                """)
            .with("total", total)
            .with("skipped", skipped)
            .with("skippedCount", skippedCount)
            .with("id", id));
  }

  /** How many entities an operation has, up to an id. */
  public int entitiesUpTo(UUID id, UUID last) {
    return Math.toIntExact(
        database.number(
            Sql.of("SELECT count(*) FROM entities WHERE bulk_operation_id = :id AND id <= :last")
                .with("id", id)
                .with("last", last)));
  }

  /** Absolute numbers, so that writing them again changes nothing. */
  public void progress(UUID id, int succeeded, int failed) {
    database.update(
        Sql.of(
                """
                UPDATE bulk_operations
                SET succeeded = :succeeded, failed = :failed, processed = :processed,
                    updated_at = now(),
                    status = CASE WHEN status = 'pending' THEN 'running' ELSE status END
                WHERE id = :id
                """)
            .with("succeeded", succeeded)
            .with("failed", failed)
            .with("processed", succeeded + failed)
            .with("id", id));
  }

  /**
   * Gives an operation that is not final another status; with a final one, what was not acted on
   * yet is cancelled.
   *
   * @return whether it was not final
   */
  public boolean become(UUID id, BulkStatus status, @Nullable String error) {
    return database.transaction(
        () -> {
          boolean changed = change(id, status, error);
          if (changed && status.isFinal()) {
            database.update(
                """
                UPDATE bulk_operation_items SET state = 'cancelled'
                WHERE operation_id = ? AND state = 'pending'
                """,
                id);
          }
          return changed;
        });
  }

  private boolean change(UUID id, BulkStatus status, @Nullable String error) {
    return database.update(
            Sql.of(
                    """
                    UPDATE bulk_operations
                    SET status = :status, updated_at = now(), error = coalesce(:error, error),
                        completed_at = CASE WHEN :isFinal THEN now() END
                    WHERE id = :id AND status IN ('pending', 'running', 'paused')
                    """)
                .with("status", status)
                .with("error", error)
                .with("isFinal", status.isFinal())
                .with("id", id))
        == 1;
  }

  /** Operations that should be at work and have shown no progress for a while. */
  public List<UUID> stalled(Duration longerThan, int limit) {
    return database.list(
        Sql.of(
                """
        SELECT id FROM bulk_operations
        WHERE status IN ('pending', 'running') AND updated_at < now() - make_interval(secs => :longerThan)
        ORDER BY id LIMIT :limit
        """)
            .with("longerThan", (double) longerThan.toSeconds())
            .with("limit", limit),
        row -> row.uuid("id"));
  }
}
