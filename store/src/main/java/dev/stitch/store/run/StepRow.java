package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.Row;
import dev.stitch.store.model.ModelUsage;
import io.micronaut.core.annotation.Nullable;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * One recorded step of a run; {@code stepIndex} rises by one within it.
 *
 * @param input what it was given; of a failed call over HTTP, the request that was sent, without
 *     what is secret in it
 * @param usage what its calls of models used; null when it made none
 */
public record StepRow(
    UUID id,
    int stepIndex,
    @Nullable String nodeId,
    String stepType,
    String status,
    @Nullable UUID contactId,
    @Nullable String url,
    @Nullable String tool,
    @Nullable JsonNode input,
    @Nullable JsonNode output,
    @Nullable JsonNode error,
    int attempt,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Long durationMs,
    @Nullable ModelUsage usage) {

  /** Selected of {@link #FROM}. */
  static final String COLUMNS =
      """
      id, step_index, node_id, step_type, status, contact_id, url, tool,
      coalesce(input, q.request) AS input, output, error,
      attempt, created_at, started_at, duration_ms, u.*
      """;

  /** The steps of all runs, each with what its calls of models used and a failed one has sent. */
  static final String FROM =
      """
      workflow_steps LEFT JOIN LATERAL (
          SELECT string_agg(DISTINCT model, ', ') AS model,
                 sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
                 sum(cache_read_tokens) AS cache_read_tokens,
                 sum(cache_write_tokens) AS cache_write_tokens,
                 CASE WHEN count(*) = count(cost_usd) THEN sum(cost_usd) END AS cost_usd
          FROM model_calls
          WHERE run_id = workflow_steps.workflow_run_id AND node_id = workflow_steps.node_id
      ) u ON true
      LEFT JOIN LATERAL (
          SELECT request FROM step_requests
          WHERE run_id = workflow_steps.workflow_run_id AND node_id = workflow_steps.node_id
              AND workflow_steps.status = 'failed'
      ) q ON true
      """;

  /** The same step, its output told otherwise. */
  public StepRow withOutput(JsonNode output) {
    return new StepRow(
        id,
        stepIndex,
        nodeId,
        stepType,
        status,
        contactId,
        url,
        tool,
        input,
        output,
        error,
        attempt,
        createdAt,
        startedAt,
        durationMs,
        usage);
  }

  static StepRow of(Row row) throws SQLException {
    return new StepRow(
        row.uuid("id"),
        row.number("step_index"),
        row.textOrNull("node_id"),
        row.text("step_type"),
        row.text("status"),
        row.uuidOrNull("contact_id"),
        row.textOrNull("url"),
        row.textOrNull("tool"),
        row.json("input"),
        row.json("output"),
        row.json("error"),
        row.number("attempt"),
        row.instant("created_at"),
        row.instant("started_at"),
        row.longNumberOrNull("duration_ms"),
        ModelUsage.ofOrNull(row));
  }
}
