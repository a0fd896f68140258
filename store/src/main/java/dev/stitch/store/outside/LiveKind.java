package dev.stitch.store.outside;

import dev.stitch.model.RunFamily;

/** What has a row that says that a workflow lives. */
public enum LiveKind {
  JOURNEY(
      RunFamily.JOURNEY, "entities", "workflow_id", "ended_at IS NULL AND started_at IS NOT NULL"),
  RUN(
      RunFamily.RUN,
      "workflow_runs",
      "temporal_workflow_id",
      // A run that only counts for a bulk operation has no workflow of its own.
      Live.RUN + Live.notOf(RunFamily.BULK) + Live.notOf(RunFamily.BATCH)),
  /** A run that works off many items; it is under way before its workflow has begun. */
  BATCH(
      RunFamily.BATCH,
      "workflow_runs",
      "temporal_workflow_id",
      Live.RUN
          + " AND temporal_run_id IS NOT NULL AND temporal_workflow_id LIKE '"
          + RunFamily.BATCH.idPrefix()
          + "%'"),
  /** A call of {@code for_each} that its caller waits for. */
  FOR_EACH(
      RunFamily.FOR_EACH,
      "for_each_calls",
      "'" + RunFamily.FOR_EACH.idPrefix() + "' || id",
      "true");

  private final RunFamily family;
  private final String table;
  private final String workflowId;
  private final String live;

  LiveKind(RunFamily family, String table, String workflowId, String live) {
    this.family = family;
    this.table = table;
    this.workflowId = workflowId;
    this.live = live;
  }

  /** The workflow type's name in Temporal. */
  public String workflowType() {
    return family.workflowType();
  }

  String table() {
    return table;
  }

  /** SQL of the workflow's id. */
  String workflowId() {
    return workflowId;
  }

  /** SQL condition, as in the index that serves it. */
  String live() {
    return live;
  }

  private static final class Live {
    static final String RUN =
        "isolation = 'child' AND completed_at IS NULL AND started_at IS NOT NULL";

    static String notOf(RunFamily family) {
      return " AND temporal_workflow_id NOT LIKE '" + family.idPrefix() + "%'";
    }
  }
}
