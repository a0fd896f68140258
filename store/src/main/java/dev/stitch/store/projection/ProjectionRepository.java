package dev.stitch.store.projection;

import dev.stitch.store.Database;
import dev.stitch.store.Jsonb;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes projections. Each method is one statement, whatever the number of rows; the caller's
 * transaction makes a flush of them.
 */
@Singleton
public class ProjectionRepository {

  private final Database database;

  ProjectionRepository(Database database) {
    this.database = database;
  }

  /** What became of the first write of a flush. */
  public enum Written {
    /** Nothing: a later flush was faster, and the rest is not to be written. */
    TOO_LATE,
    /** The row is new, or this workflow run wrote to it before. */
    GOES_ON,
    /** Another run of the workflow wrote to it before: this one continues as new, or was reset. */
    TAKES_OVER
  }

  /**
   * Writes an entity, unless a later flush did, and forgets its events from the next number on,
   * which are of a task that was lost or of the time after a reset.
   *
   * <p>A journey that lives again while its contact has entered the flow anew counts as a re-entry.
   */
  public Written writeEntity(ProjectedEntity entity, long nextSeq, ProjectionFence fence) {
    return database
        .first(
            Sql.of(
                    """
                    WITH before AS (
                        SELECT id, flow_id, contact_id, status, reentry, temporal_run_id
                        FROM entities WHERE id = :id FOR UPDATE),
                    written AS (
                        UPDATE entities e SET current_node_id = :currentNodeId, status = :status, flow_version = :flowVersion, plan_hash = :planHash,
                            metadata = :metadata, waiting_on = :waitingOn, entered_node_at = :enteredNodeAt,
                            started_at = coalesce(started_at, :startedAt), ended_at = :endedAt, temporal_run_id = :temporalRunId,
                            reentry = b.reentry OR (
                                b.status IN ('completed', 'exited', 'cancelled')
                                AND EXISTS (SELECT 1 FROM entities o
                                    WHERE o.flow_id = b.flow_id AND o.contact_id = b.contact_id AND o.id <> b.id
                                      AND NOT o.reentry
                                      AND o.status NOT IN ('completed', 'exited', 'cancelled'))),
                            fence_task = :fenceTask, fence_run_start = :fenceRunStart, fence_history = :fenceHistory, fence_flush = :fenceFlush,
                            updated_at = now()
                        FROM before b
                        WHERE e.id = b.id AND (fence_task, fence_history, fence_flush) <= (:fenceTask, :fenceHistory, :fenceFlush)
                        RETURNING e.id, b.temporal_run_id AS written_before, e.temporal_run_id),
                    lost AS (
                        DELETE FROM journey_events USING written
                        WHERE entity_id = written.id AND seq >= :nextSeq)
                    SELECT coalesce(temporal_run_id <> written_before, false) AS takes_over FROM written
                    """)
                .with("id", entity.id())
                .with("currentNodeId", entity.currentNodeId())
                .with("status", entity.status())
                .with("flowVersion", entity.flowVersion())
                .with("planHash", entity.planHash())
                .with("metadata", entity.metadata())
                .with("waitingOn", entity.waitingOn())
                .with("enteredNodeAt", entity.enteredNodeAt())
                .with("startedAt", entity.startedAt())
                .with("endedAt", entity.endedAt())
                .with("temporalRunId", entity.temporalRunId())
                .with("fenceTask", fence.taskTime())
                .with("fenceRunStart", fence.runStart())
                .with("fenceHistory", fence.history())
                .with("fenceFlush", fence.flush())
                .with("nextSeq", nextSeq),
            row -> row.flag("takes_over") ? Written.TAKES_OVER : Written.GOES_ON)
        .orElse(Written.TOO_LATE);
  }

  /** Writes events of an entity. */
  public void writeEvents(UUID entityId, List<ProjectedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    database.update(
        Sql.of(
                """
                INSERT INTO journey_events (entity_id, seq, type, from_node, to_node, run_id, actor, detail, at)
                SELECT :entityId, e.* FROM unnest(:seqs, :types, :fromNodes, :toNodes, :runIds, :actors, :details, :ats)
                    AS e (seq, type, from_node, to_node, run_id, actor, detail, at)
                ON CONFLICT (entity_id, seq) DO UPDATE SET type = excluded.type,
                    from_node = excluded.from_node, to_node = excluded.to_node, run_id = excluded.run_id,
                    actor = excluded.actor, detail = excluded.detail, at = excluded.at
                """)
            .with("entityId", entityId)
            .with("seqs", SqlArray.bigints(each(events, ProjectedEvent::seq)))
            .with("types", SqlArray.texts(each(events, ProjectedEvent::type)))
            .with("fromNodes", SqlArray.texts(each(events, ProjectedEvent::fromNode)))
            .with("toNodes", SqlArray.texts(each(events, ProjectedEvent::toNode)))
            .with("runIds", SqlArray.uuids(each(events, ProjectedEvent::runId)))
            .with("actors", SqlArray.texts(each(events, ProjectedEvent::actor)))
            .with("details", SqlArray.jsonbs(each(events, ProjectedEvent::detail)))
            .with("ats", SqlArray.instants(each(events, ProjectedEvent::at))));
  }

  /**
   * What a row said before it is written.
   *
   * @param temporalRunId the workflow run that wrote it, or null when none has
   */
  public record Before(String status, @Nullable String temporalRunId) {

    /** Whether this run of the workflow is not the one that wrote the row. */
    public boolean isOfAnother(String run) {
      return temporalRunId != null && !temporalRunId.equals(run);
    }
  }

  /** What the rows say of those of these runs that have one. */
  public Map<UUID, Before> before(Collection<UUID> runIds) {
    Map<UUID, Before> rows = new LinkedHashMap<>();
    database
        .list(
            "SELECT id, status, temporal_run_id FROM workflow_runs WHERE id = ANY(?)",
            row ->
                Map.entry(
                    row.uuid("id"),
                    new Before(row.text("status"), row.textOrNull("temporal_run_id"))),
            SqlArray.uuids(runIds))
        .forEach(entry -> rows.put(entry.getKey(), entry.getValue()));
    return rows;
  }

  /**
   * Writes a run, unless a later flush did or its entity was deleted: then false, and the rest is
   * not to be written.
   */
  public boolean writeRun(ProjectedRun run, ProjectionFence fence) {
    return database.update(
            with(
                Sql.of(
                        """
                    WITH lost AS (DELETE FROM workflow_steps WHERE workflow_run_id = :id AND step_index >= :steps
                        AND EXISTS (SELECT 1 FROM workflow_runs r WHERE r.id = workflow_run_id
                            AND (r.fence_task, r.fence_history, r.fence_flush) <= (:fenceTask, :fenceHistory, :fenceFlush)))
                    INSERT INTO workflow_runs AS r (id, workflow_type, status, name, started_by, trigger,
                        trigger_kind, flow_id, flow_version, plan_hash, entity_id, ux_node_id, visit, isolation,
                        retry_of, node_states, total_items, processed_items, success_items, skipped_items,
                        error_items, resume_state, result, errors, temporal_workflow_id, temporal_run_id,
                        started_at, completed_at, fence_task, fence_run_start, fence_history, fence_flush)
                    SELECT :id, 'flow', :status, :run, :startedBy, coalesce(:trigger, '{}'::jsonb), :triggerKind, :flowId, :flowVersion, :planHash, :entityId, :uxNodeId, :visit, :isolation,
                        (SELECT id FROM workflow_runs WHERE id = :retryOf), :nodeStates, :totalItems, :processedItems, :successItems, :skippedItems, :errorItems, :resumeState, :result, :errors, :temporalWorkflowId, :temporalRunId, :startedAt, :completedAt, :fenceTask,
                        :fenceRunStart, :fenceHistory, :fenceFlush
                    -- the run of an entity that was deleted went with it
                    WHERE :entityId::uuid IS NULL OR EXISTS (SELECT 1 FROM entities WHERE id = :entityId)
                    ON CONFLICT (id) DO UPDATE SET status = excluded.status,
                        node_states = excluded.node_states,
                        total_items = CASE WHEN excluded.total_items = 0 THEN r.total_items ELSE excluded.total_items END,
                        processed_items = CASE WHEN excluded.total_items = 0 THEN r.processed_items ELSE excluded.processed_items END,
                        success_items = CASE WHEN excluded.total_items = 0 THEN r.success_items ELSE excluded.success_items END,
                        skipped_items = CASE WHEN excluded.total_items = 0 THEN r.skipped_items ELSE excluded.skipped_items END,
                        error_items = CASE WHEN excluded.total_items = 0 THEN r.error_items ELSE excluded.error_items END,
                        resume_state = excluded.resume_state,
                        result = excluded.result, errors = excluded.errors,
                        temporal_workflow_id = excluded.temporal_workflow_id,
                        temporal_run_id = excluded.temporal_run_id, started_at = excluded.started_at,
                        completed_at = excluded.completed_at, fence_task = excluded.fence_task,
                        fence_run_start = excluded.fence_run_start,
                        fence_history = excluded.fence_history, fence_flush = excluded.fence_flush,
                        updated_at = now()
                    WHERE (r.fence_task, r.fence_history, r.fence_flush)
                        <= (excluded.fence_task, excluded.fence_history, excluded.fence_flush)
                    """)
                    .with("id", run.id())
                    .with("run", run.origin().name())
                    .with("startedBy", run.origin().startedBy())
                    .with("trigger", run.origin().trigger())
                    .with("triggerKind", run.origin().triggerKind())
                    .with("retryOf", run.origin().retryOf())
                    .with("flowId", run.flow().id())
                    .with("flowVersion", run.flow().version())
                    .with("planHash", run.flow().planHash())
                    .with("isolation", run.flow().isolation())
                    .with("entityId", run.stage().entityId())
                    .with("uxNodeId", run.stage().uxNodeId())
                    .with("visit", run.stage().visit())
                    .with("nodeStates", run.nodeStates())
                    .with("resumeState", run.resumeState())
                    .with("temporalWorkflowId", run.temporalWorkflowId())
                    .with("temporalRunId", run.temporalRunId()),
                run.progress(),
                fence))
        > 0;
  }

  /**
   * Writes where a run of any family stands, whose row was committed before it was started. Does
   * nothing when a later flush has written it.
   *
   * @return the run's entity, which may be null; empty when nothing was written
   */
  public Optional<RunOwner> writeProgress(
      UUID runId, String temporalRunId, RunProgress progress, ProjectionFence fence) {
    return database.first(
        with(
            Sql.of(
                    """
                    WITH lost AS (DELETE FROM workflow_steps WHERE workflow_run_id = :id AND step_index >= :steps
                        AND EXISTS (SELECT 1 FROM workflow_runs r WHERE r.id = workflow_run_id
                            AND (r.fence_task, r.fence_history, r.fence_flush) <= (:fenceTask, :fenceHistory, :fenceFlush)))
                    UPDATE workflow_runs SET status = :status,
                        total_items = CASE WHEN :totalItems = 0 THEN total_items ELSE :totalItems END,
                        processed_items = CASE WHEN :totalItems = 0 THEN processed_items ELSE :processedItems END,
                        success_items = CASE WHEN :totalItems = 0 THEN success_items ELSE :successItems END,
                        skipped_items = CASE WHEN :totalItems = 0 THEN skipped_items ELSE :skippedItems END,
                        error_items = CASE WHEN :totalItems = 0 THEN error_items ELSE :errorItems END,
                        result = :result, errors = :errors, waiting_on = :waitingOn, temporal_run_id = :temporalRunId, started_at = :startedAt,
                        completed_at = :completedAt, fence_task = :fenceTask,
                        fence_run_start = :fenceRunStart, fence_history = :fenceHistory,
                        fence_flush = :fenceFlush, updated_at = now()
                    WHERE id = :id AND (fence_task, fence_history, fence_flush)
                        <= (:fenceTask, :fenceHistory, :fenceFlush)
                    RETURNING entity_id
                    """)
                .with("id", runId)
                .with("waitingOn", progress.waitingOn())
                .with("temporalRunId", temporalRunId),
            progress,
            fence),
        row -> new RunOwner(row.uuidOrNull("entity_id")));
  }

  /** Closes the steps that a run has left open when it ended. */
  public void closeSteps(UUID runId, String status) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_steps
                SET status = :status,
                    duration_ms = greatest(0, extract(epoch FROM now() - started_at) * 1000)
                WHERE workflow_run_id = :runId AND status IN ('pending', 'running', 'waiting')
                """)
            .with("status", status)
            .with("runId", runId));
  }

  /** Whose a run is. */
  public record RunOwner(@Nullable UUID entityId) {}

  private static Sql with(Sql sql, RunProgress progress, ProjectionFence fence) {
    return sql.with("status", progress.status())
        .with("totalItems", progress.items().total())
        .with("processedItems", progress.items().processed())
        .with("successItems", progress.items().success())
        .with("skippedItems", progress.items().skipped())
        .with("errorItems", progress.items().error())
        .with("steps", progress.steps())
        .with("result", progress.result())
        .with("errors", progress.errors())
        .with("startedAt", progress.startedAt())
        .with("completedAt", progress.completedAt())
        .with("fenceTask", fence.taskTime())
        .with("fenceRunStart", fence.runStart())
        .with("fenceHistory", fence.history())
        .with("fenceFlush", fence.flush());
  }

  /** Writes steps; of one that is given more than once the last state counts. */
  public void writeSteps(Collection<ProjectedStep> all) {
    Map<UUID, ProjectedStep> last = new LinkedHashMap<>();
    all.forEach(step -> last.put(step.id(), step));
    if (last.isEmpty()) {
      return;
    }
    List<ProjectedStep> steps = List.copyOf(last.values());
    database.update(
        Sql.of(
                """
                INSERT INTO workflow_steps (id, workflow_run_id, step_index, node_id, step_type, status,
                    contact_id, output, error, attempt, started_at, duration_ms)
                SELECT s.id, s.run_id, s.step_index, s.node_id, s.step_type, s.status,
                    (SELECT c.id FROM contacts c WHERE c.id = s.contact_id), s.output, s.error, s.attempt,
                    s.started_at, s.duration_ms
                FROM unnest(:ids, :runIds, :indexes, :nodeIds, :types, :statuses, :contactIds, :outputs, :errors, :attempts, :startedAt, :durationMs) AS s (id, run_id, step_index, node_id,
                    step_type, status, contact_id, output, error, attempt, started_at, duration_ms)
                ON CONFLICT (workflow_run_id, step_index) DO UPDATE SET node_id = excluded.node_id,
                    step_type = excluded.step_type, status = excluded.status, output = excluded.output,
                    error = excluded.error, attempt = excluded.attempt, started_at = excluded.started_at,
                    duration_ms = excluded.duration_ms
                """)
            .with("ids", SqlArray.uuids(each(steps, ProjectedStep::id)))
            .with("runIds", SqlArray.uuids(each(steps, ProjectedStep::runId)))
            .with("indexes", SqlArray.integers(each(steps, ProjectedStep::index)))
            .with("nodeIds", SqlArray.texts(each(steps, ProjectedStep::nodeId)))
            .with("types", SqlArray.texts(each(steps, ProjectedStep::type)))
            .with("statuses", SqlArray.texts(each(steps, ProjectedStep::status)))
            .with("contactIds", SqlArray.uuids(each(steps, ProjectedStep::contactId)))
            .with("outputs", SqlArray.jsonbs(each(steps, ProjectedStep::output)))
            .with("errors", SqlArray.jsonbs(each(steps, ProjectedStep::error)))
            .with("attempts", SqlArray.integers(each(steps, ProjectedStep::attempt)))
            .with("startedAt", SqlArray.instants(each(steps, ProjectedStep::startedAt)))
            .with("durationMs", SqlArray.bigints(each(steps, ProjectedStep::durationMs))));
  }

  /**
   * Opens or closes a task. A run that was reset to before its question asks again under the same
   * id: whatever had become of it, it is open until the run closes it.
   */
  public void writeTask(ProjectedTask task) {
    if (task.question() == null) {
      database.update(
          Sql.of(
                  """
                  UPDATE human_tasks SET state = :state, choice = :choice, answer = :answer, decided_by = :decidedBy, decided_at = :at
                  WHERE id = :id AND state = 'open'
                  """)
              .with("state", task.state())
              .with("choice", task.choice())
              .with("answer", task.answer())
              .with("decidedBy", task.decidedBy())
              .with("at", task.at())
              .with("id", task.id()));
      return;
    }
    ProjectedTask.Question asked = task.question();
    database.update(
        Sql.of(
                """
                INSERT INTO human_tasks (id, entity_id, run_id, node_id, kind, title, description, form,
                    choices, assignee, due_at, created_at)
                VALUES (:id, :entityId, :runId, :nodeId, :kind, :title, :description, :form, :choices, :assignee, :dueAt, :at)
                ON CONFLICT (id) DO UPDATE SET state = 'open', choice = NULL, answer = NULL,
                    decided_by = NULL, decided_at = NULL, due_at = excluded.due_at
                WHERE human_tasks.state <> 'open'
                """)
            .with("id", task.id())
            .with("entityId", task.entityId())
            .with("runId", task.runId())
            .with("nodeId", asked.nodeId())
            .with("kind", asked.kind())
            .with("title", asked.title())
            .with("description", asked.description())
            .with("form", Jsonb.ordered(asked.form()))
            .with("choices", asked.choices())
            .with("assignee", asked.assignee())
            .with("dueAt", asked.dueAt())
            .with("at", task.at()));
  }

  /** Appends to the stream that server-sent events are read from. */
  public void append(List<ProjectedStreamEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    database.update(
        Sql.of(
                """
                INSERT INTO stream_events (entity_id, run_id, event, payload)
                SELECT * FROM unnest(:entityIds, :runIds, :events, :payloads)
                """)
            .with("entityIds", SqlArray.uuids(each(events, ProjectedStreamEvent::entityId)))
            .with("runIds", SqlArray.uuids(each(events, ProjectedStreamEvent::runId)))
            .with("events", SqlArray.texts(each(events, ProjectedStreamEvent::event)))
            .with("payloads", SqlArray.jsonbs(each(events, ProjectedStreamEvent::payload))));
  }

  private static <R, T> List<T> each(List<R> rows, Function<R, T> column) {
    return rows.stream().map(column).toList();
  }
}
