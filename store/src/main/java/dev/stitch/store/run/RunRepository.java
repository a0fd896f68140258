package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunFamily;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads runs and their steps, and accepts direct runs. */
@Singleton
public class RunRepository {

  private static final Listing<RunRow> RUNS =
      new Listing<>(
          RunRow.COLUMNS,
          "workflow_runs",
          Map.of(
              "createdAt", "created_at",
              "updatedAt", "updated_at",
              "startedAt", "started_at",
              "completedAt", "completed_at",
              "status", "status, created_at",
              "name", "name",
              "durationMs", "completed_at - started_at"),
          "-createdAt",
          "id",
          RunRow::of);

  private static final Listing<StepRow> STEPS =
      new Listing<>(
          StepRow.COLUMNS,
          StepRow.FROM,
          Map.of("stepIndex", "step_index", "durationMs", "duration_ms"),
          "stepIndex",
          "step_index",
          StepRow::of);

  /** Which step of its run one is. */
  public record StepReference(UUID id, int index) {}

  /**
   * A run that nobody has started.
   *
   * @param workflowInput what its workflow begins with
   */
  public record Forgotten(
      UUID id,
      WorkflowType type,
      String workflowId,
      @Nullable UUID flowId,
      @Nullable UUID entityId,
      JsonNode workflowInput) {

    static final String COLUMNS =
        "id, workflow_type, temporal_workflow_id, flow_id, entity_id, config -> 'workflowInput' AS input";

    static Forgotten of(Row row) throws SQLException {
      return new Forgotten(
          row.uuid("id"),
          row.choice("workflow_type", WorkflowType.class),
          row.text("temporal_workflow_id"),
          row.uuidOrNull("flow_id"),
          row.uuidOrNull("entity_id"),
          row.json("input"));
    }
  }

  private final Database database;

  RunRepository(Database database) {
    this.database = database;
  }

  public Optional<RunRow> find(UUID id) {
    return database.first(
        "SELECT " + RunRow.COLUMNS + " FROM workflow_runs WHERE id = ?", RunRow::of, id);
  }

  /** Where a run is; empty when there is none. */
  public Optional<RunStatus> status(UUID id) {
    return database.first(
        "SELECT status FROM workflow_runs WHERE id = ?",
        row -> row.choice("status", RunStatus.class),
        id);
  }

  /**
   * A page of runs; of those that are looked for by a text, no more than a thousand are counted.
   */
  public Page<RunRow> list(RunQuery query, PageRequest request) {
    Filter filter = query.conditions(request.text());
    return request.searches()
        ? RUNS.foundInOrder(database, filter, request)
        : RUNS.page(database, filter, request);
  }

  /** The recorded steps of a run, in order. */
  public List<StepRow> steps(UUID runId) {
    return database.list(
        "SELECT %s FROM %s WHERE workflow_run_id = ? ORDER BY step_index"
            .formatted(StepRow.COLUMNS, StepRow.FROM),
        StepRow::of,
        runId);
  }

  /** Some of the recorded steps of a run, of which there may be very many. */
  public Page<StepRow> steps(StepQuery query, PageRequest request) {
    Filter filter =
        new Filter()
            .and("workflow_run_id = ?", query.runId())
            .and("step_type = ?", query.stepType())
            .and("status = ?", query.status())
            .and("contact_id = ?", query.contactId())
            .containing(request.text(), "node_id", "url", "tool");
    return STEPS.page(database, filter, request);
  }

  /** The newest recorded step of a run's node. */
  public Optional<StepReference> stepOf(UUID runId, String nodeId) {
    return database.first(
        Sql.of(
                """
        SELECT id, step_index FROM workflow_steps WHERE workflow_run_id = :runId AND node_id = :nodeId
        ORDER BY step_index DESC LIMIT 1
        """)
            .with("runId", runId)
            .with("nodeId", nodeId),
        row -> new StepReference(row.uuid("id"), row.number("step_index")));
  }

  /** What a later run of its flow may take over from a run that has ended. */
  public Optional<JsonNode> resumeState(UUID runId) {
    return database.first(
        "SELECT resume_state FROM workflow_runs WHERE id = ? AND resume_state IS NOT NULL",
        row -> row.json("resume_state"),
        runId);
  }

  /**
   * Accepts a run: it is pending until its workflow writes to it. One that was accepted before
   * stays as it is.
   *
   * @param workflowInput what its workflow begins with, for whoever has to start it again
   */
  public void insert(NewRun run, String workflowId, JsonNode workflowInput) {
    NewRun.Flow flow = run.flow();
    database.update(
        Sql.of(
                """
                INSERT INTO workflow_runs (id, workflow_type, status, name, started_by, trigger,
                    trigger_kind, template_id, flow_id, flow_version, plan_hash, entity_id, ux_node_id,
                    config, retry_of, parent_run_id, temporal_workflow_id)
                VALUES (:id, :type, 'pending', :runName, :startedBy, :trigger, :triggerKind, :templateId,
                    :flowId, :flowVersion, :planHash, :entityId, :uxNodeId,
                    :config::jsonb || jsonb_build_object('workflowInput', :workflowInput::jsonb),
                    :retryOf, :parentRunId, :workflowId)
                ON CONFLICT (id) DO NOTHING
                """)
            .with("id", run.id())
            .with("type", run.type())
            .with("runName", run.origin().name())
            .with("startedBy", run.origin().startedBy())
            .with("trigger", run.origin().trigger())
            .with("triggerKind", run.origin().triggerKind())
            .with("templateId", run.origin().templateId())
            .with("flowId", flow == null ? null : flow.id())
            .with("flowVersion", flow == null ? null : flow.version())
            .with("planHash", flow == null ? null : flow.planHash())
            .with("entityId", run.entityId())
            .with("uxNodeId", run.uxNodeId())
            .with("config", run.config())
            .with("workflowInput", workflowInput)
            .with("retryOf", run.retryOf())
            .with("parentRunId", run.parentRunId())
            .with("workflowId", workflowId));
  }

  /**
   * Has a run that was accepted in this transaction be under way already, as syncs are from their
   * first moment on.
   *
   * @param platformAccountId the connection that it works for, or null
   */
  public void begin(UUID id, @Nullable UUID platformAccountId) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_runs
                SET status = 'running', started_at = now(), waiting_on = '[]',
                    platform_account_id = :account
                WHERE id = :id AND status = 'pending'
                """)
            .with("account", platformAccountId)
            .with("id", id));
  }

  /**
   * What the workflows of direct runs begin with that were accepted and have not written to their
   * rows for a while.
   */
  public List<Forgotten> forgotten(Duration olderThan, int limit) {
    return database.list(
        Sql.of(
                """
        SELECT %s FROM workflow_runs
        WHERE (status = 'pending' OR status = 'running' AND temporal_run_id IS NULL)
          AND config ?? 'workflowInput' AND unwanted_since IS NULL
          AND created_at < now() - make_interval(secs => :olderThan)
        ORDER BY created_at LIMIT :limit
        """
                    .formatted(Forgotten.COLUMNS))
            .with("olderThan", (double) olderThan.toSeconds())
            .with("limit", limit),
        Forgotten::of);
  }

  /** The runs that a workflow of their own carries out and that have not ended. */
  public List<RunRow> liveIn(String temporalWorkflowId) {
    return database.list(
        "SELECT "
            + RunRow.COLUMNS
            + """
               FROM workflow_runs
              WHERE temporal_workflow_id = ? AND isolation = 'child'
                AND status IN ('pending', 'running', 'paused')
              """,
        RunRow::of,
        temporalWorkflowId);
  }

  /** The workflows of live runs that work off many items for a connection. */
  public List<String> batchesOf(UUID platformAccountId) {
    return database.list(
        Sql.of(
                """
                SELECT temporal_workflow_id FROM workflow_runs
                WHERE platform_account_id = :account AND status IN ('running', 'paused')
                  AND temporal_workflow_id LIKE :batches
                """)
            .with("account", platformAccountId)
            .with("batches", RunFamily.BATCH.idPrefix() + "%"),
        row -> row.text("temporal_workflow_id"));
  }

  /** The runs of an entity that have not ended. */
  public List<RunRow> liveOf(UUID entityId) {
    return database.list(
        "SELECT "
            + RunRow.COLUMNS
            + """
               FROM workflow_runs
              WHERE entity_id = ? AND status IN ('pending', 'running', 'paused')
              """,
        RunRow::of,
        entityId);
  }

  /** The runs that hold an entity at its present stage: ended badly, and not retried since. */
  public List<RunRow> failedAtStage(UUID entityId) {
    return database.list(
        "SELECT "
            + RunRow.COLUMNS
            + """
               FROM workflow_runs r
              WHERE entity_id = ? AND status IN ('failed', 'cancelled', 'killed')
                AND ux_node_id = (SELECT current_node_id FROM entities WHERE id = r.entity_id)
                AND visit = (SELECT max(visit) FROM workflow_runs v
                             WHERE v.entity_id = r.entity_id AND v.ux_node_id = r.ux_node_id)
                AND NOT EXISTS (SELECT 1 FROM workflow_runs n WHERE n.retry_of = r.id)
              """,
        RunRow::of,
        entityId);
  }
}
