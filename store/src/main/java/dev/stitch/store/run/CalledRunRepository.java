package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunFamily;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs that other runs have called. Who called is in {@code config.caller}; {@code config.reported}
 * says that the end was told.
 */
@Singleton
public class CalledRunRepository {

  private final Database database;

  CalledRunRepository(Database database) {
    this.database = database;
  }

  /** How the run of one item went. */
  public record ItemEnd(
      int index, UUID runId, RunStatus status, JsonNode result, JsonNode errors) {}

  /** The runs of the items of one call, in the order of the items. */
  public List<ItemEnd> items(UUID parentRunId, UUID callId) {
    return database.list(
        Sql.of(
                """
        SELECT (trigger ->> 'index')::integer AS index, id, status, result, errors
        FROM workflow_runs
        WHERE parent_run_id = :parentRunId AND trigger ->> 'callId' = :callId
        ORDER BY (trigger ->> 'index')::integer
        """)
            .with("parentRunId", parentRunId)
            .with("callId", callId.toString()),
        row ->
            new ItemEnd(
                row.number("index"),
                row.uuid("id"),
                row.choice("status", RunStatus.class),
                row.json("result"),
                row.json("errors")));
  }

  /**
   * Notes who called a run that a step has accepted before, once.
   *
   * @param caller whom its workflow tells of its end
   * @param trigger what its row keeps of the call, besides the kind of its step
   * @return how to start it; empty when no step has accepted a run of this id
   */
  public Optional<RunRepository.Forgotten> claim(
      UUID runId,
      UUID callingRunId,
      JsonNode caller,
      JsonNode trigger,
      TriggerKind triggerKind,
      @Nullable String startedBy) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_runs
                SET parent_run_id = :callingRunId, trigger = trigger || :trigger::jsonb, trigger_kind = :triggerKind,
                    started_by = :startedBy,
                    config = jsonb_set(config, '{workflowInput,caller}', :caller)
                        || jsonb_build_object('caller', :caller::jsonb)
                WHERE id = :runId AND NOT config ?? 'caller'
                """)
            .with("callingRunId", callingRunId)
            .with("trigger", trigger)
            .with("triggerKind", triggerKind)
            .with("startedBy", startedBy)
            .with("caller", caller)
            .with("runId", runId));
    return database.first(
        Sql.of(
                """
                SELECT %s FROM workflow_runs
                WHERE id = :runId
                  AND (starts_with(temporal_workflow_id, :batch) OR starts_with(temporal_workflow_id, :agent))
                """
                    .formatted(RunRepository.Forgotten.COLUMNS))
            .with("runId", runId)
            .with("batch", RunFamily.BATCH.idPrefix())
            .with("agent", RunFamily.AGENT.idPrefix()),
        RunRepository.Forgotten::of);
  }

  /** Writes down how far a run has come with the items of one of its steps. */
  public void progress(UUID runId, int total, int succeeded, int failed) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_runs
                SET total_items = :total, processed_items = :processed, success_items = :succeeded,
                    error_items = :failed, updated_at = now()
                WHERE id = :runId
                """)
            .with("total", total)
            .with("processed", succeeded + failed)
            .with("succeeded", succeeded)
            .with("failed", failed)
            .with("runId", runId));
  }

  /** Notes that the caller has been told of the end. */
  public void reported(UUID runId) {
    database.update(
        "UPDATE workflow_runs SET config = config || '{\"reported\": true}' WHERE id = ?", runId);
  }

  /** Runs that have ended for a while without their caller having been told. */
  public List<UUID> unreported(Duration longerThan, int limit) {
    return database.list(
        Sql.of(
                """
        SELECT id FROM workflow_runs
        WHERE config ?? 'caller' AND NOT config ?? 'reported'
          AND completed_at < now() - make_interval(secs => :longerThan)
        ORDER BY completed_at LIMIT :limit
        """)
            .with("longerThan", (double) longerThan.toSeconds())
            .with("limit", limit),
        row -> row.uuid("id"));
  }

  /** A live run whose caller has ended: its workflow, and the one that it would report to. */
  public record Orphan(String workflowId, String callerWorkflowId) {}

  /** Live runs whose calling run has ended without cancelling them, because it was killed. */
  public List<Orphan> orphans(int limit) {
    return database.list(
        """
        SELECT r.temporal_workflow_id, r.config -> 'caller' ->> 'workflowId' AS caller
        FROM workflow_runs r JOIN workflow_runs p ON p.id = r.parent_run_id
        WHERE r.status IN ('pending', 'running', 'paused') AND r.config ?? 'caller'
          AND p.status IN ('completed', 'failed', 'cancelled', 'killed')
        LIMIT ?
        """,
        row -> new Orphan(row.text("temporal_workflow_id"), row.text("caller")),
        limit);
  }
}
