package dev.stitch.store.run;

import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.projection.StreamNotifier;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/**
 * Closes runs whose workflow cannot do it itself, because it was terminated or never existed. One
 * statement, so that run, steps, tasks, enrollment and stream agree.
 */
@Singleton
public class RunSettlement {

  private final Database database;
  private final StreamNotifier notifier;

  RunSettlement(Database database, StreamNotifier notifier) {
    this.database = database;
    this.notifier = notifier;
  }

  /**
   * Gives a run that has not ended its final status and closes what is open of it.
   *
   * @param status one of the final ones
   * @param reason kept in the run's errors, for people
   * @param endedAt when its workflow ended, on Temporal's clock
   * @return whether it had not ended before
   */
  public boolean settle(UUID runId, RunStatus status, String reason, Instant endedAt) {
    if (!status.isFinal()) {
      throw new IllegalArgumentException(status + " is not final");
    }
    boolean settled =
        database.update(
                Sql.of(
                        """
                        WITH closed AS (
                            UPDATE workflow_runs
                            SET status = :status, completed_at = now(), updated_at = now(),
                                -- what its workflow wrote before its end comes too late; what it writes after a reset does not
                                fence_task = greatest(fence_task, :endedAt), fence_history = 9223372036854775807,
                                -- the same for servers of the version before
                                fence_run_start = 9223372036854775807,
                                errors = errors || jsonb_build_array(jsonb_build_object('code', 'RUN_CONTROL', 'message', :reason::text)),
                                node_states = (
                                    SELECT coalesce(jsonb_object_agg(key,
                                        CASE WHEN value ->> 'status' IN ('pending', 'running', 'waiting')
                                             THEN value || '{"status": "cancelled"}' ELSE value END), '{}')
                                    FROM jsonb_each(node_states))
                            WHERE id = :runId AND status IN ('pending', 'running', 'paused')
                            RETURNING id, entity_id, status, errors),
                        steps AS (
                            UPDATE workflow_steps s
                            SET status = 'cancelled',
                                duration_ms = greatest(0, extract(epoch FROM now() - s.started_at) * 1000)
                            FROM closed c
                            WHERE s.workflow_run_id = c.id AND s.status IN ('pending', 'running', 'waiting')),
                        tasks AS (
                            UPDATE human_tasks t SET state = 'cancelled', decided_at = now()
                            FROM closed c WHERE t.run_id = c.id AND t.state = 'open'),
                        -- those that a person was asked to do follow their tasks
                        engagements AS (
                            UPDATE engagements g SET status = 'skipped', updated_at = now()
                            FROM closed c WHERE g.workflow_run_id = c.id AND g.status = 'planned'),
                        enrollments AS (
                            UPDATE workflow_enrollments e
                            SET status = CASE c.status WHEN 'completed' THEN 'completed' WHEN 'failed' THEN 'paused' ELSE 'removed' END,
                                ended_why = CASE WHEN c.status IN ('cancelled', 'killed') THEN c.status END,
                                completed_at = CASE WHEN c.status <> 'failed' THEN now() END, waiting_on = '[]'
                            FROM closed c
                            WHERE e.workflow_run_id = c.id AND e.status IN ('pending', 'active', 'paused')
                              AND e.moving IS NULL)
                        INSERT INTO stream_events (entity_id, run_id, event, payload)
                        SELECT entity_id, id, 'run-status',
                               jsonb_build_object('runId', id, 'stepId', NULL, 'stepIndex', NULL, 'nodeId', NULL,
                                                  'status', status, 'output', NULL, 'error', errors -> -1, 'at', now())
                        FROM closed
                        """)
                    .with("status", status)
                    .with("endedAt", endedAt.toEpochMilli())
                    .with("reason", reason)
                    .with("runId", runId))
            == 1;
    notifier.streamGrew();
    return settled;
  }
}
