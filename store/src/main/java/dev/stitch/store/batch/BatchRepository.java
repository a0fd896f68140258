package dev.stitch.store.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Row;
import dev.stitch.store.Sql;
import dev.stitch.store.SqlArray;
import dev.stitch.store.projection.ProjectedStep;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Writes how far runs have come. Each method is one statement; the caller's transaction makes a
 * page of them, which begins with {@link #advance}.
 */
@Singleton
public class BatchRepository {

  private final Database database;

  BatchRepository(Database database) {
    this.database = database;
  }

  /** Where the numbering of a run's steps stands. */
  public record Steps(int next, int errors) {}

  /** The counters of a run, and what it is now. */
  public record Counted(
      RunStatus status, int total, int processed, int success, int skipped, int errors) {

    static Counted of(Row row) throws SQLException {
      return new Counted(
          row.choice("status", RunStatus.class),
          row.number("total_items"),
          row.number("processed_items"),
          row.number("success_items"),
          row.number("skipped_items"),
          row.number("error_items"));
    }
  }

  /** What a page adds to the counters. */
  public record Counts(@Nullable Integer total, int success, int skipped, int errors) {}

  /**
   * Notes that a run is to be worked off.
   *
   * @param stepType the type of the step that stands for the whole run; null for none
   */
  public void insert(UUID runId, String work, @Nullable String stepType) {
    database.update(
        Sql.of(
                """
                INSERT INTO batch_progress (run_id, work, step_type, next_step)
                VALUES (:runId, :work, :stepType, CASE WHEN :stepType::text IS NULL THEN 0 ELSE 1 END)
                ON CONFLICT (run_id) DO NOTHING
                """)
            .with("runId", runId)
            .with("work", work)
            .with("stepType", stepType));
  }

  public Optional<BatchProgress> find(UUID runId) {
    return database.first(
        "SELECT " + BatchProgress.COLUMNS + " FROM batch_progress WHERE run_id = ?",
        BatchProgress::of,
        runId);
  }

  /**
   * Moves a run on, and locks how far it has come until the transaction ends.
   *
   * @param revision at which the caller believes it to be
   * @return empty when another worker has moved it, or it is over
   */
  public Optional<Steps> advance(UUID runId, long revision) {
    return database.first(
        Sql.of(
                """
                UPDATE batch_progress
                SET revision = revision + 1, updated_at = now()
                WHERE run_id = :runId AND revision = :revision AND phase = 'open'
                RETURNING next_step, error_steps
                """)
            .with("runId", runId)
            .with("revision", revision),
        row -> new Steps(row.number("next_step"), row.number("error_steps")));
  }

  /** Keeps where the run goes on, where its steps' numbers do, and the numbers of its result. */
  public void keep(UUID runId, Steps steps, @Nullable JsonNode position, JsonNode parts) {
    database.update(
        Sql.of(
                """
                UPDATE batch_progress
                SET next_step = :next, error_steps = :errors, position = :position, parts = :parts
                WHERE run_id = :runId
                """)
            .with("position", position)
            .with("next", steps.next())
            .with("errors", steps.errors())
            .with("parts", parts)
            .with("runId", runId));
  }

  /** Notes what a run came to. */
  public void end(
      UUID runId, BatchPhase phase, @Nullable JsonNode result, @Nullable JsonNode failure) {
    database.update(
        Sql.of(
                """
                UPDATE batch_progress SET phase = :phase, result = :result, failure = :failure
                WHERE run_id = :runId
                """)
            .with("phase", phase)
            .with("result", result)
            .with("failure", failure)
            .with("runId", runId));
  }

  /**
   * Adds to the counters of a run.
   *
   * @return empty when the run has ended: nothing of the page is to be written
   */
  public Optional<Counted> count(UUID runId, Counts counts) {
    return database.first(
        Sql.of(
                """
                UPDATE workflow_runs
                SET success_items = success_items + :success, skipped_items = skipped_items + :skipped,
                    error_items = error_items + :errors,
                    processed_items = processed_items + :success + :skipped + :errors,
                    total_items = greatest(coalesce(:total, total_items),
                        processed_items + :success + :skipped + :errors),
                    updated_at = now()
                WHERE id = :runId AND status IN ('pending', 'running', 'paused')
                RETURNING status, total_items, processed_items, success_items, skipped_items, error_items
                """)
            .with("success", counts.success())
            .with("skipped", counts.skipped())
            .with("errors", counts.errors())
            .with("total", counts.total())
            .with("runId", runId),
        Counted::of);
  }

  /** Adds to what a run has cost, whatever has become of it: what was paid stays paid. */
  public void pay(UUID runId, BigDecimal usd) {
    database.update(
        Sql.of(
                "UPDATE workflow_runs SET cost_usd = cost_usd + :usd, updated_at = now() WHERE id = :runId")
            .with("usd", usd)
            .with("runId", runId));
  }

  /** Writes steps; one of an index that is there already takes its place. */
  public void writeSteps(List<BatchStepRow> steps) {
    if (steps.isEmpty()) {
      return;
    }
    database.update(
        Sql.of(
                """
                INSERT INTO workflow_steps (id, workflow_run_id, step_index, step_type, status, contact_id,
                    url, tool, input, output, error, attempt, started_at, duration_ms)
                SELECT s.id, s.run_id, s.step_index, s.step_type, s.status,
                    (SELECT c.id FROM contacts c WHERE c.id = s.contact_id), s.url, s.tool, s.input,
                    s.output, s.error, 1, s.started_at, s.duration_ms
                FROM unnest(:ids, :runIds, :indexes, :types, :statuses, :contactIds, :urls, :tools,
                    :inputs, :outputs, :errors, :startedAt, :durationMs) AS s (id, run_id, step_index,
                    step_type, status, contact_id, url, tool, input, output, error, started_at, duration_ms)
                ON CONFLICT (workflow_run_id, step_index) DO UPDATE SET step_type = excluded.step_type,
                    status = excluded.status, contact_id = excluded.contact_id, url = excluded.url,
                    tool = excluded.tool, input = coalesce(excluded.input, workflow_steps.input), output = excluded.output,
                    error = excluded.error, started_at = excluded.started_at,
                    duration_ms = excluded.duration_ms
                """)
            .with("ids", SqlArray.uuids(each(steps, ProjectedStep::id)))
            .with("runIds", SqlArray.uuids(each(steps, ProjectedStep::runId)))
            .with("indexes", SqlArray.integers(each(steps, ProjectedStep::index)))
            .with("types", SqlArray.texts(each(steps, ProjectedStep::type)))
            .with("statuses", SqlArray.texts(each(steps, ProjectedStep::status)))
            .with("contactIds", SqlArray.uuids(each(steps, ProjectedStep::contactId)))
            .with("urls", SqlArray.texts(steps.stream().map(BatchStepRow::url).toList()))
            .with("tools", SqlArray.texts(steps.stream().map(BatchStepRow::tool).toList()))
            .with("inputs", SqlArray.jsonbs(steps.stream().map(BatchStepRow::input).toList()))
            .with("outputs", SqlArray.jsonbs(each(steps, ProjectedStep::output)))
            .with("errors", SqlArray.jsonbs(each(steps, ProjectedStep::error)))
            .with("startedAt", SqlArray.instants(each(steps, ProjectedStep::startedAt)))
            .with("durationMs", SqlArray.bigints(each(steps, ProjectedStep::durationMs))));
  }

  /** The index of a run's newest step of a type; empty when it has none. */
  public Optional<Integer> newestStep(UUID runId, String type) {
    return database.first(
        Sql.of(
                """
                SELECT step_index FROM workflow_steps
                WHERE workflow_run_id = :runId AND step_type = :type ORDER BY step_index DESC LIMIT 1
                """)
            .with("runId", runId)
            .with("type", type),
        row -> row.number("step_index"));
  }

  private static <T> List<T> each(List<BatchStepRow> rows, Function<ProjectedStep, T> column) {
    return rows.stream().map(row -> column.apply(row.step())).toList();
  }

  /**
   * Has whoever accepts a sync of the same account wait until the surrounding transaction has
   * ended, so that it sees what was accepted here.
   */
  public void lockSyncing(UUID platformAccountId, String syncSubType) {
    database.exists(
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
        "sync/" + platformAccountId + "/" + syncSubType);
  }

  /** Which live run syncs this of an account; empty when none does. */
  public Optional<UUID> syncing(UUID platformAccountId, String syncSubType) {
    return database.first(
        Sql.of(
                """
                SELECT id FROM workflow_runs
                WHERE platform_account_id = :account AND config ->> 'syncSubType' = :kind
                  AND status IN ('pending', 'running', 'paused') AND config ?? 'syncSubType'
                """)
            .with("account", platformAccountId)
            .with("kind", syncSubType),
        row -> row.uuid("id"));
  }
}
