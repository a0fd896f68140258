package dev.stitch.api.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.bulk.BulkAct;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.bulk.BulkStatus;
import dev.stitch.store.bulk.BulkTarget;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A bulk operation as clients see it.
 *
 * @param kind {@code seed}, {@code enroll} and other kinds of a template, or the act
 * @param on what an act is done to; null of all other kinds
 * @param runId the run whose counters tell how far a bulk enrollment is, or null
 */
public record BulkView(
    UUID id,
    String kind,
    @Nullable BulkTarget on,
    BulkStatus status,
    @Nullable UUID flowId,
    @Nullable UUID templateId,
    @Nullable UUID runId,
    int total,
    int processed,
    int succeeded,
    int failed,
    JsonNode skipped,
    int skippedCount,
    JsonNode request,
    @Nullable String error,
    @Nullable String workflowId,
    @Nullable String temporalUrl,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant completedAt) {

  static BulkView of(BulkOperationRow row, @Nullable String temporalUrl) {
    Optional<BulkAct> act = BulkAct.of(row.kind());
    return new BulkView(
        row.id(),
        act.map(each -> each.kind().word()).orElse(row.kind()),
        act.map(BulkAct::target).orElse(null),
        row.status(),
        row.flowId(),
        row.templateId(),
        row.runId(),
        row.progress().total(),
        row.progress().processed(),
        row.progress().succeeded(),
        row.progress().failed(),
        row.skipped().first(),
        row.skipped().count(),
        row.request(),
        row.error(),
        row.temporalWorkflowId(),
        temporalUrl,
        row.createdAt(),
        row.updatedAt(),
        row.completedAt());
  }
}
