package dev.stitch.store.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * Work over many at once.
 *
 * @param kind {@code seed}; {@code enroll, pause, resume, migrate, complete} of a template; or
 *     {@link BulkAct#rowKind}
 * @param templateId the template whose enrollments it is about, or null
 * @param runId the run whose counters tell how far a bulk enrollment is, or null
 */
public record BulkOperationRow(
    UUID id,
    String kind,
    BulkStatus status,
    @Nullable UUID flowId,
    @Nullable UUID templateId,
    @Nullable UUID runId,
    Progress progress,
    Skipped skipped,
    JsonNode request,
    @Nullable String error,
    @Nullable String temporalWorkflowId,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant completedAt) {

  /**
   * How far it is.
   *
   * @param total that were accepted
   * @param processed of these, that have been dealt with
   */
  public record Progress(int total, int processed, int succeeded, int failed) {}

  /**
   * What was not accepted.
   *
   * @param first the first hundred, with the reason
   */
  public record Skipped(JsonNode first, int count) {}

  static final String COLUMNS =
      """
      id, kind, status, flow_id, template_id, run_id, total, processed, succeeded, failed, skipped, skipped_count, request,
      error, temporal_workflow_id, created_at, updated_at, completed_at
      """;

  static BulkOperationRow of(Row row) throws SQLException {
    return new BulkOperationRow(
        row.uuid("id"),
        row.text("kind"),
        row.choice("status", BulkStatus.class),
        row.uuidOrNull("flow_id"),
        row.uuidOrNull("template_id"),
        row.uuidOrNull("run_id"),
        new Progress(
            row.number("total"),
            row.number("processed"),
            row.number("succeeded"),
            row.number("failed")),
        new Skipped(row.json("skipped"), row.number("skipped_count")),
        row.json("request"),
        row.textOrNull("error"),
        row.textOrNull("temporal_workflow_id"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.instant("completed_at"));
  }
}
