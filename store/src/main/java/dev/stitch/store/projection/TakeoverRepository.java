package dev.stitch.store.projection;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Makes rows agree with a workflow run that takes over from another. After a continue-as-new there
 * is nothing to do; after a reset, what was written since the point of the reset is not true any
 * more. Used within the transaction that has written the run's or the entity's own row.
 */
@Singleton
public class TakeoverRepository {

  private static final String ASK_AGAIN =
      """
      UPDATE human_tasks
      SET state = 'open', choice = NULL, answer = NULL, decided_by = NULL, decided_at = NULL
      WHERE id = ANY(?) AND state <> 'open'
      """;

  private final Database database;

  TakeoverRepository(Database database) {
    this.database = database;
  }

  /** Withdraws what a journey does not ask any more, and asks again what it does. */
  public void tasksOfEntity(UUID entityId, Collection<UUID> open) {
    database.update(
        Sql.of(
                """
                UPDATE human_tasks t SET state = 'cancelled', decided_at = now()
                WHERE t.entity_id = :entityId AND t.state = 'open' AND t.id <> ALL(:open)
                  -- the steps of a path with a workflow of its own are that path's to ask
                  AND (t.kind <> 'step' OR EXISTS (
                      SELECT 1 FROM workflow_runs r WHERE r.id = t.run_id AND r.isolation = 'inline'))
                """)
            .with("entityId", entityId)
            .with("open", SqlArray.uuids(open)));
    database.update(ASK_AGAIN, SqlArray.uuids(open));
  }

  /** The same for a run with a workflow of its own. */
  public void tasksOfRun(UUID runId, Collection<UUID> open) {
    database.update(
        Sql.of(
                """
                UPDATE human_tasks SET state = 'cancelled', decided_at = now()
                WHERE run_id = :runId AND kind = 'step' AND state = 'open' AND id <> ALL(:open)
                """)
            .with("runId", runId)
            .with("open", SqlArray.uuids(open)));
    database.update(ASK_AGAIN, SqlArray.uuids(open));
  }

  /** Opens recorded steps that had ended and of which the run's row says that they run or wait. */
  public void openSteps(UUID runId) {
    database.update(
        """
        UPDATE workflow_steps s
        SET status = n.value ->> 'status', output = NULL, error = NULL, duration_ms = NULL
        FROM workflow_runs r, jsonb_each(r.node_states) n
        WHERE r.id = ? AND s.workflow_run_id = r.id AND s.node_id = n.key
          AND n.value ->> 'status' IN ('running', 'waiting') AND s.status <> n.value ->> 'status'
        """,
        runId);
  }

  /** The live runs inside a journey that the journey does not know of. */
  public List<UUID> unknownInlineRuns(UUID entityId, Collection<UUID> known) {
    return database.list(
        Sql.of(
                """
                SELECT id FROM workflow_runs
                WHERE entity_id = :entityId AND isolation = 'inline' AND id <> ALL(:known)
                  AND status IN ('pending', 'running', 'paused')
                """)
            .with("entityId", entityId)
            .with("known", SqlArray.uuids(known)),
        row -> row.uuid("id"));
  }
}
