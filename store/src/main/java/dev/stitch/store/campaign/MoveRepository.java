package dev.stitch.store.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Enrollments that are under way by an earlier graph of their template than its newest, and their
 * moves to that. While one moves, its status does not follow its run, which is cancelled for the
 * move.
 */
@Singleton
public class MoveRepository {

  private final Database database;

  MoveRepository(Database database) {
    this.database = database;
  }

  /**
   * An enrollment that is under way.
   *
   * @param planHash the graph that its run walks
   * @param newestHash the template's newest; null when it has no steps any more
   * @param moving what was written down when its move began, or null
   */
  public record Behind(
      UUID enrollmentId,
      UUID contactId,
      EnrollmentStatus status,
      UUID runId,
      String workflowId,
      boolean runEnded,
      int currentStep,
      JsonNode waitingOn,
      String planHash,
      @Nullable String newestHash,
      @Nullable JsonNode moving) {

    private static Behind of(Row row) throws SQLException {
      return new Behind(
          row.uuid("id"),
          row.uuid("contact_id"),
          row.choice("status", EnrollmentStatus.class),
          row.uuid("run_id"),
          row.text("temporal_workflow_id"),
          row.flag("run_ended"),
          row.number("current_step_index"),
          row.json("waiting_on"),
          row.text("plan_hash"),
          row.textOrNull("newest_hash"),
          row.json("moving"));
    }
  }

  private static final String BEHIND =
      """
      SELECT e.id, e.contact_id, e.status, r.id AS run_id, r.temporal_workflow_id,
             r.completed_at IS NOT NULL AS run_ended, e.current_step_index, e.waiting_on, r.plan_hash,
             t.plan_hash AS newest_hash, e.moving
      FROM workflow_enrollments e
      JOIN workflow_runs r ON r.id = e.workflow_run_id
      JOIN workflow_templates t ON t.id = e.template_id
      WHERE e.status IN ('active', 'paused')
      """;

  /**
   * The next that are behind, by id, those included that are moving already.
   *
   * @param ids only these; null for all
   */
  public List<Behind> behind(
      UUID templateId, @Nullable Collection<UUID> ids, @Nullable UUID after, int limit) {
    return database.list(
        Sql.of(
                BEHIND
                    + """
                       AND e.template_id = :templateId AND e.id > :after
                       AND (r.plan_hash IS DISTINCT FROM t.plan_hash OR e.moving IS NOT NULL)
                       AND (:all OR e.id = ANY(:ids))
                      ORDER BY e.id LIMIT :limit
                      """)
            .with("templateId", templateId)
            .with("after", after == null ? new UUID(0, 0) : after)
            .with("all", ids == null)
            .with("ids", SqlArray.uuids(ids == null ? List.of() : ids))
            .with("limit", limit),
        Behind::of);
  }

  /**
   * Those of active templates whose move has begun and whose run has ended since, by id, so that it
   * can be finished.
   */
  public List<Behind> unfinished(@Nullable UUID after, int limit) {
    return database.list(
        BEHIND
            + """
               AND e.moving IS NOT NULL AND r.completed_at IS NOT NULL AND t.status = 'active'
               AND e.id > ?
              ORDER BY e.id LIMIT ?
              """,
        Behind::of,
        after == null ? new UUID(0, 0) : after,
        limit);
  }

  /**
   * Those of active templates whose move has begun and whose run lives on: nobody has cancelled it,
   * or it has not ended yet. Neither is one among them that is paused, nor one whose step is under
   * way: such a one is not to be interrupted.
   *
   * @param before those whose move began before this
   */
  public List<Behind> uncancelled(Instant before, int limit) {
    return database.list(
        BEHIND
            + """
               AND e.moving IS NOT NULL AND r.completed_at IS NULL AND r.status <> 'paused'
               AND t.status = 'active'
               AND NOT EXISTS (SELECT 1 FROM workflow_steps s
                               WHERE s.workflow_run_id = r.id AND s.status = 'running')
               AND coalesce((e.moving ->> 'since')::timestamptz, '-infinity') < ?
              ORDER BY e.id LIMIT ?
              """,
        Behind::of,
        before,
        limit);
  }

  /**
   * Writes down that an enrollment moves.
   *
   * @param judged as it was when it was found that nothing hinders it
   * @param moving what the move has to remember; {@code since} is the instant at which it began
   * @return false when it has ended, goes on by another run or has gone on, or moves already
   */
  public boolean begin(Behind judged, JsonNode moving) {
    return database.update(
            Sql.of(
                    """
                    UPDATE workflow_enrollments SET moving = :moving
                    WHERE id = :id AND workflow_run_id = :runId AND status = 'active'
                      AND waiting_on = :waitingOn AND current_step_index = :currentStep
                      AND moving IS NULL
                    """)
                .with("id", judged.enrollmentId())
                .with("runId", judged.runId())
                .with("waitingOn", judged.waitingOn())
                .with("currentStep", judged.currentStep())
                .with("moving", moving))
        == 1;
  }

  /** An enrollment that moves, and nobody else changes it until the transaction ends. */
  public Optional<Behind> findForUpdate(UUID enrollmentId) {
    return database.first(
        BEHIND + " AND e.moving IS NOT NULL AND e.id = ? FOR UPDATE OF e",
        Behind::of,
        enrollmentId);
  }

  /** Has an enrollment move no more; where its run has ended otherwise, it follows that. */
  public void stay(UUID enrollmentId) {
    database.update(
        """
        UPDATE workflow_enrollments e
        SET moving = NULL,
            status = CASE r.status WHEN 'completed' THEN 'completed' WHEN 'failed' THEN 'paused'
                     WHEN 'cancelled' THEN 'removed' WHEN 'killed' THEN 'removed' ELSE e.status END,
            ended_why = CASE WHEN r.status IN ('cancelled', 'killed') THEN r.status
                        -- exitWhen held, as what the run has written of its steps says
                        WHEN EXISTS (SELECT 1 FROM workflow_steps s
                                     WHERE s.workflow_run_id = r.id AND s.node_id LIKE 'exit-%'
                                       AND s.output ->> 'result' = 'true') THEN 'exit' END,
            waiting_on = CASE WHEN r.completed_at IS NULL THEN e.waiting_on ELSE '[]' END,
            completed_at = CASE WHEN r.status IN ('completed', 'cancelled', 'killed')
                           THEN r.completed_at END
        FROM workflow_runs r
        WHERE e.id = ? AND r.id = e.workflow_run_id AND e.status IN ('active', 'paused')
        """,
        enrollmentId);
  }
}
