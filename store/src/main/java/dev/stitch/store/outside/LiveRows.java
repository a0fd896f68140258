package dev.stitch.store.outside;

import dev.stitch.store.Database;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Reads which workflows live, as far as the database knows. */
@Singleton
public class LiveRows {

  private final Database database;

  LiveRows(Database database) {
    this.database = database;
  }

  /** A live row and its workflow. */
  public record Live(UUID id, String workflowId) {}

  /** One run of a workflow. */
  public record WorkflowRun(String workflowId, String runId) {}

  /** How many live. */
  public long count(LiveKind kind) {
    return database.number("SELECT count(*) FROM %s WHERE %s".formatted(kind.table(), kind.live()));
  }

  /**
   * Those that live, in the order of their ids.
   *
   * @param after the last one seen, or null to begin with the first
   */
  public List<Live> next(LiveKind kind, @Nullable UUID after, int limit) {
    return database.list(
        "SELECT id, %s AS workflow_id FROM %s WHERE %s AND id > ? ORDER BY id LIMIT ?"
            .formatted(kind.workflowId(), kind.table(), kind.live()),
        row -> new Live(row.uuid("id"), row.text("workflow_id")),
        after == null ? new UUID(0, 0) : after,
        limit);
  }

  /**
   * Those of these open runs of journeys and system flows whose rows were last written by another
   * run of the same workflow, or say that it has ended.
   */
  public List<WorkflowRun> unwritten(List<WorkflowRun> open) {
    return database.list(
        """
        SELECT o.workflow_id, o.run_id FROM unnest(?, ?) AS o (workflow_id, run_id)
        JOIN entities e ON e.workflow_id = o.workflow_id
        WHERE coalesce(e.temporal_run_id <> o.run_id, e.ended_at IS NOT NULL)
        UNION ALL
        SELECT o.workflow_id, o.run_id FROM unnest(?, ?) AS o (workflow_id, run_id)
        JOIN workflow_runs r ON r.temporal_workflow_id = o.workflow_id AND r.isolation = 'child'
        WHERE coalesce(r.temporal_run_id <> o.run_id, r.completed_at IS NOT NULL)
        """,
        row -> new WorkflowRun(row.text("workflow_id"), row.text("run_id")),
        ids(open),
        runs(open),
        ids(open),
        runs(open));
  }

  private static SqlArray ids(List<WorkflowRun> open) {
    return SqlArray.texts(open.stream().map(WorkflowRun::workflowId).toList());
  }

  private static SqlArray runs(List<WorkflowRun> open) {
    return SqlArray.texts(open.stream().map(WorkflowRun::runId).toList());
  }
}
