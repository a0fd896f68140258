package dev.stitch.store.outside;

/** What has a row that says that a workflow lives. */
public enum LiveKind {
  JOURNEY("Journey", "entities", "workflow_id", "ended_at IS NULL AND started_at IS NOT NULL"),
  RUN(
      "SystemFlow",
      "workflow_runs",
      "temporal_workflow_id",
      "isolation = 'child' AND completed_at IS NULL AND started_at IS NOT NULL"),
  /** A call of {@code for_each} that its caller waits for. */
  FOR_EACH("ForEach", "for_each_calls", "'each/' || id", "true");

  private final String workflowType;
  private final String table;
  private final String workflowId;
  private final String live;

  LiveKind(String workflowType, String table, String workflowId, String live) {
    this.workflowType = workflowType;
    this.table = table;
    this.workflowId = workflowId;
    this.live = live;
  }

  /** The workflow type's name in Temporal. */
  public String workflowType() {
    return workflowType;
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
}
