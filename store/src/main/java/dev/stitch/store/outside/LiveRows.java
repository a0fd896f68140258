package dev.stitch.store.outside;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
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
        Sql.of(
                "SELECT id, %s AS workflow_id FROM %s WHERE %s AND id > :after ORDER BY id LIMIT :limit"
                    .formatted(kind.workflowId(), kind.table(), kind.live()))
            .with("after", after == null ? new UUID(0, 0) : after)
            .with("limit", limit),
        row -> new Live(row.uuid("id"), row.text("workflow_id")));
  }

  /**
   * Those of these open runs of journeys and system flows whose rows were last written by another
   * run of the same workflow, or say that it has ended.
   */
  public List<WorkflowRun> unwritten(List<WorkflowRun> open) {
    return database.list(
        Sql.of(
                """
                SELECT o.workflow_id, o.run_id
                FROM unnest(:workflowIds, :runIds) AS o (workflow_id, run_id)
                JOIN entities e ON e.workflow_id = o.workflow_id
                WHERE coalesce(e.temporal_run_id <> o.run_id, e.ended_at IS NOT NULL)
                UNION ALL
                SELECT o.workflow_id, o.run_id
                FROM unnest(:workflowIds, :runIds) AS o (workflow_id, run_id)
                JOIN workflow_runs r
                    ON r.temporal_workflow_id = o.workflow_id AND r.isolation = 'child'
                WHERE coalesce(r.temporal_run_id <> o.run_id, r.completed_at IS NOT NULL)
                """)
            .with(
                "workflowIds", SqlArray.texts(open.stream().map(WorkflowRun::workflowId).toList()))
            .with("runIds", SqlArray.texts(open.stream().map(WorkflowRun::runId).toList())),
        row -> new WorkflowRun(row.text("workflow_id"), row.text("run_id")));
  }

  /**
   * Workflows of paths that live although the journey of their entity has ended, both for a while.
   * Paths that a journey had begun before it was reset to an earlier moment are none of its own any
   * more when it ends elsewhere.
   */
  public List<String> orphanedPaths(Duration longerThan, int limit) {
    return database.list(
        Sql.of(
                """
        SELECT r.temporal_workflow_id FROM workflow_runs r JOIN entities e ON e.id = r.entity_id
        WHERE r.isolation = 'child' AND r.completed_at IS NULL AND r.started_at IS NOT NULL
          AND r.visit IS NOT NULL AND e.ended_at IS NOT NULL
          AND greatest(r.started_at, r.updated_at, e.ended_at) < now() - make_interval(secs => :longerThan)
        ORDER BY r.id LIMIT :limit
        """)
            .with("longerThan", (double) longerThan.toSeconds())
            .with("limit", limit),
        row -> row.text("temporal_workflow_id"));
  }
}
