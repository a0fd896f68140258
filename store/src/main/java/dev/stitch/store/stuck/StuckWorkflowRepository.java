package dev.stitch.store.stuck;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps which workflows are stuck now. */
@Singleton
public class StuckWorkflowRepository {

  private final Database database;

  StuckWorkflowRepository(Database database) {
    this.database = database;
  }

  /** Those that were looked at longest ago. */
  public List<StuckWorkflow> longestUnseen(int limit) {
    return database.list(
        """
        SELECT workflow_id, workflow_type, entity_id, run_id, cause, message, attempt, since
        FROM stuck_workflows ORDER BY seen_at LIMIT ?
        """,
        StuckWorkflow::of,
        limit);
  }

  /**
   * Keeps one as it is now.
   *
   * @return whether it was not known yet
   */
  public boolean keep(StuckWorkflow stuck) {
    boolean known =
        database.exists("SELECT 1 FROM stuck_workflows WHERE workflow_id = ?", stuck.workflowId());
    database.update(
        Sql.of(
                """
                INSERT INTO stuck_workflows
                    (workflow_id, workflow_type, entity_id, run_id, cause, message, attempt, since)
                VALUES (:workflowId, :workflowType, :entityId,
                    COALESCE(:runId, (SELECT id FROM workflow_runs
                        WHERE entity_id = :entityId AND temporal_workflow_id = :workflowId
                          AND isolation = 'child'
                        ORDER BY created_at DESC LIMIT 1)),
                    :cause, :message, :attempt, :since)
                ON CONFLICT (workflow_id) DO UPDATE
                SET attempt = EXCLUDED.attempt, cause = EXCLUDED.cause, message = EXCLUDED.message,
                    run_id = EXCLUDED.run_id, seen_at = now()
                """)
            .with("workflowId", stuck.workflowId())
            .with("workflowType", stuck.workflowType())
            .with("entityId", stuck.entityId())
            .with("runId", stuck.runId())
            .with("cause", stuck.cause())
            .with("message", stuck.message())
            .with("attempt", stuck.attempt())
            .with("since", stuck.since()));
    return !known;
  }

  /**
   * Forgets one that goes on or has ended.
   *
   * @return whether it was known
   */
  public boolean forget(String workflowId) {
    return database.update("DELETE FROM stuck_workflows WHERE workflow_id = ?", workflowId) > 0;
  }
}
