package dev.stitch.store.callback;

import dev.stitch.model.RunStatus;
import dev.stitch.store.Row;
import dev.stitch.store.run.RunIsolation;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.util.UUID;

/**
 * One question to an outside worker, with the step that waits for it as the projection knows it.
 *
 * @param execution number of the node's execution in its retry chain
 * @param tokenHash SHA-256 of the token that answers it, in hex
 * @param answer the first answer, or null
 * @param temporalWorkflowId the workflow that the run is in; its journey's when it is inline
 * @param stepStatus status of the node's latest step, or null before its first projection
 */
public record Callback(
    UUID runId,
    String nodeId,
    int execution,
    String tokenHash,
    @Nullable CallbackAnswer answer,
    RunStatus runStatus,
    RunIsolation isolation,
    @Nullable String temporalWorkflowId,
    @Nullable String stepStatus) {

  /** Whether the step has asked and not gone on yet. */
  public boolean waiting() {
    return !runStatus.isFinal() && "waiting".equals(stepStatus);
  }

  /** Whether the step is still about to wait: its worker was faster than the projection. */
  public boolean asking() {
    return !runStatus.isFinal() && (stepStatus == null || "running".equals(stepStatus));
  }

  /** Whether the step has taken its answer. */
  public boolean goneOn() {
    return "completed".equals(stepStatus) || "failed".equals(stepStatus);
  }

  static Callback of(Row row) throws SQLException {
    String status = row.textOrNull("status");
    return new Callback(
        row.uuid("run_id"),
        row.text("node_id"),
        row.number("execution"),
        row.text("token_hash"),
        status == null
            ? null
            : new CallbackAnswer(
                row.choice("status", CallbackAnswer.Status.class),
                row.json("output"),
                row.textOrNull("error")),
        row.choice("run_status", RunStatus.class),
        row.choice("isolation", RunIsolation.class),
        row.textOrNull("temporal_workflow_id"),
        row.textOrNull("step_status"));
  }
}
