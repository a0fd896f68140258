package dev.stitch.store.stuck;

import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A workflow whose task keeps failing.
 *
 * @param workflowType as Temporal names it, e.g. {@code Journey}
 * @param entityId the entity that it belongs to, when it belongs to one
 * @param runId the run that it carries out, when it is known
 * @param cause why its last task failed, in Temporal's words, e.g. {@code NON_DETERMINISTIC_ERROR}
 * @param message what the worker said about it, shortened; null when it said nothing
 * @param attempt how often its task has been tried
 * @param since when its task was first tried
 */
public record StuckWorkflow(
    String workflowId,
    String workflowType,
    @Nullable UUID entityId,
    @Nullable UUID runId,
    String cause,
    @Nullable String message,
    int attempt,
    Instant since) {

  static StuckWorkflow of(Row row) throws SQLException {
    return new StuckWorkflow(
        row.text("workflow_id"),
        row.text("workflow_type"),
        row.uuidOrNull("entity_id"),
        row.uuidOrNull("run_id"),
        row.text("cause"),
        row.textOrNull("message"),
        row.number("attempt"),
        row.instant("since"));
  }
}
