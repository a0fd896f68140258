package dev.stitch.store.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Enrollments and their runs, page by page, for whatever is done to many of them. */
@Singleton
public class SequenceRuns {

  private final Database database;

  SequenceRuns(Database database) {
    this.database = database;
  }

  /**
   * An enrollment of which something is to be done.
   *
   * @param runId its newest run, or null before it begins
   * @param bulkOperationId the operation that enrolled it, or null when that is gone
   * @param parentRunId the run that tells how far that operation is, or null
   */
  public record Enrolled(
      UUID id,
      UUID templateId,
      UUID contactId,
      EnrollmentStatus status,
      @Nullable UUID runId,
      @Nullable UUID bulkOperationId,
      @Nullable UUID parentRunId,
      @Nullable String enrolledBy) {

    private static Enrolled of(Row row) throws SQLException {
      return new Enrolled(
          row.uuid("id"),
          row.uuid("template_id"),
          row.uuid("contact_id"),
          row.choice("status", EnrollmentStatus.class),
          row.uuidOrNull("workflow_run_id"),
          row.uuidOrNull("bulk_operation_id"),
          row.uuidOrNull("run_id"),
          row.textOrNull("enrolled_by"));
    }
  }

  private static final String ENROLLED =
      """
      SELECT e.id, e.template_id, e.contact_id, e.status, e.workflow_run_id, e.bulk_operation_id,
             b.run_id, e.enrolled_by
      FROM workflow_enrollments e LEFT JOIN bulk_operations b ON b.id = e.bulk_operation_id
      """;

  /** The next that an operation has enrolled, by id, whatever became of them. */
  public List<Enrolled> ofOperation(UUID bulkOperationId, @Nullable UUID after, int limit) {
    return database.list(
        ENROLLED + " WHERE e.bulk_operation_id = ? AND e.id > ? ORDER BY e.id LIMIT ?",
        Enrolled::of,
        bulkOperationId,
        first(after),
        limit);
  }

  /** The next of a template that have not ended, by id. */
  public List<Enrolled> liveOf(UUID templateId, @Nullable UUID after, int limit) {
    return database.list(
        ENROLLED
            + """
               WHERE e.template_id = ? AND e.id > ? AND e.status IN ('pending', 'active', 'paused')
              ORDER BY e.id LIMIT ?
              """,
        Enrolled::of,
        templateId,
        first(after),
        limit);
  }

  public long countLive(UUID templateId) {
    return database.number(
        """
        SELECT count(*) FROM workflow_enrollments
        WHERE template_id = ? AND status IN ('pending', 'active', 'paused')
        """,
        templateId);
  }

  /**
   * Those of these enrollments that may begin, by id; nobody else begins or ends them until the
   * transaction ends.
   */
  public List<Enrolled> mayBegin(Collection<UUID> ids) {
    return database.list(
        ENROLLED
            + """
               WHERE e.id = ANY(?) AND e.status = 'pending' AND e.workflow_run_id IS NULL
              ORDER BY e.id FOR UPDATE OF e
              """,
        Enrolled::of,
        SqlArray.uuids(ids));
  }

  /** Gives an enrollment that may begin its first run, which is written down already. */
  public void begin(UUID enrollmentId, UUID runId, String planHash) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_enrollments
                SET status = 'active', workflow_run_id = :runId, plan_hash = :planHash, began_at = now()
                WHERE id = :id
                """)
            .with("runId", runId)
            .with("planHash", planHash)
            .with("id", enrollmentId));
  }

  /** Ends what an operation has enrolled and has not begun; tells how many these were. */
  public int endUnbegun(UUID bulkOperationId, String why) {
    return database.update(
        """
        UPDATE workflow_enrollments SET status = 'removed', ended_why = ?, completed_at = now()
        WHERE bulk_operation_id = ? AND workflow_run_id IS NULL AND status IN ('pending', 'paused')
        """,
        why,
        bulkOperationId);
  }

  /** A run whose workflow is to be cancelled. */
  public record Unwanted(UUID runId, String workflowId) {}

  /**
   * Runs that live although their enrollment has ended or is gone, by id.
   *
   * @param before those that are so since before this
   */
  public List<Unwanted> unwanted(Instant before, @Nullable UUID after, int limit) {
    return database.list(
        """
        SELECT id, temporal_workflow_id FROM workflow_runs
        WHERE unwanted_since IS NOT NULL AND completed_at IS NULL AND unwanted_since <= ? AND id > ?
        ORDER BY id LIMIT ?
        """,
        row -> new Unwanted(row.uuid("id"), row.text("temporal_workflow_id")),
        before,
        first(after),
        limit);
  }

  /**
   * How the workflow of a run is reached.
   *
   * @param again how it is started, when it may not have begun yet; else null
   */
  public record Reached(String workflowId, RunRepository.@Nullable Forgotten again) {

    private static Reached of(Row row) throws SQLException {
      String workflowId = row.text("temporal_workflow_id");
      JsonNode input = row.json("input");
      return new Reached(
          workflowId,
          input == null
              ? null
              : new RunRepository.Forgotten(
                  row.uuid("id"), WorkflowType.SEQUENCE, workflowId, null, null, input));
    }
  }

  /** Those of these runs that have not ended. */
  public List<Reached> live(Collection<UUID> runIds) {
    return database.list(
        """
        SELECT id, temporal_workflow_id,
               CASE WHEN status = 'pending' THEN config -> 'workflowInput' END AS input
        FROM workflow_runs WHERE id = ANY(?) AND completed_at IS NULL
        """,
        Reached::of,
        SqlArray.uuids(runIds));
  }

  /**
   * Writes the run whose counters tell how far a bulk enrollment is; each enrollment's own run is a
   * child of it.
   *
   * @param workflowId of the bulk operation
   */
  public void insertParent(UUID runId, NewRun.Origin origin, long total, String workflowId) {
    database.update(
        Sql.of(
                """
                INSERT INTO workflow_runs (id, workflow_type, status, name, started_by, trigger,
                    trigger_kind, template_id, total_items, temporal_workflow_id)
                VALUES (:id, 'sequence', 'pending', :name, :startedBy, :trigger, :triggerKind,
                    :templateId, :total, :workflowId)
                """)
            .with("id", runId)
            .with("name", origin.name())
            .with("startedBy", origin.startedBy())
            .with("trigger", origin.trigger())
            .with("triggerKind", origin.triggerKind())
            .with("templateId", origin.templateId())
            .with("total", total)
            .with("workflowId", workflowId));
  }

  /** Counts anew how many of what these operations have enrolled have begun or ended. */
  public void count(Collection<UUID> bulkOperationIds) {
    database.update(
        """
        WITH counted AS (
            SELECT b.run_id, count(e.began_at) AS begun,
                   count(*) FILTER (WHERE e.began_at IS NULL AND e.completed_at IS NOT NULL) AS ended,
                   min(e.began_at) AS first
            FROM bulk_operations b JOIN workflow_enrollments e ON e.bulk_operation_id = b.id
            WHERE b.id = ANY(?) GROUP BY b.run_id)
        UPDATE workflow_runs r
        SET success_items = c.begun, skipped_items = c.ended, processed_items = c.begun + c.ended,
            started_at = coalesce(r.started_at, c.first),
            status = CASE WHEN c.begun + c.ended >= r.total_items THEN 'completed'
                          WHEN c.begun > 0 AND r.status = 'pending' THEN 'running' ELSE r.status END,
            completed_at = CASE WHEN c.begun + c.ended >= r.total_items THEN now() END,
            updated_at = now()
        FROM counted c
        WHERE r.id = c.run_id AND r.completed_at IS NULL
        """,
        SqlArray.uuids(bulkOperationIds));
  }

  /** Ends the run of a bulk enrollment that was cancelled: whoever had not begun is skipped. */
  public void endParent(UUID runId) {
    database.update(
        """
        UPDATE workflow_runs SET status = 'cancelled', processed_items = total_items,
            skipped_items = total_items - success_items, completed_at = now(), updated_at = now()
        WHERE id = ? AND completed_at IS NULL
        """,
        runId);
  }

  /** Ends the runs of a template's bulk enrollments that have not ended, before it is deleted. */
  public void endParents(UUID templateId, String why) {
    database.update(
        """
        UPDATE workflow_runs SET status = 'cancelled', completed_at = now(), updated_at = now(),
            errors = errors || jsonb_build_array(jsonb_build_object('code', 'RUN_CONTROL', 'message', ?::text))
        WHERE id IN (SELECT run_id FROM bulk_operations WHERE template_id = ?) AND completed_at IS NULL
        """,
        why,
        templateId);
  }

  private static UUID first(@Nullable UUID after) {
    return after == null ? new UUID(0, 0) : after;
  }
}
