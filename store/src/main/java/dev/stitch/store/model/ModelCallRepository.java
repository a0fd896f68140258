package dev.stitch.store.model;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.cost.RunCosts;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Writes table {@code model_calls}. */
@Singleton
public class ModelCallRepository {

  private final Database database;
  private final RunCosts costs;

  ModelCallRepository(Database database, RunCosts costs) {
    this.database = database;
    this.costs = costs;
  }

  /** Records a call and brings the sums in its run's row up to date. */
  public void record(ModelCall call) {
    begin(call);
  }

  /**
   * Records a call that is under way, as {@link #record}.
   *
   * @return by which {@link #correct} finds it
   */
  public UUID begin(ModelCall call) {
    UUID id = Ids.next();
    costs.adding(
        call.runId(),
        () -> {
          insert(id, call);
          addUp(call);
        });
    return id;
  }

  /** Puts what is known of a call by now in the place of what was recorded of it. */
  public void correct(UUID id, ModelCall call) {
    ModelUsage usage = call.usage();
    costs.adding(
        call.runId(),
        () -> {
          database.update(
              Sql.of(
                      """
                      UPDATE model_calls SET input_tokens = :inputTokens, output_tokens = :outputTokens,
                          cache_read_tokens = :cacheReadTokens, cache_write_tokens = :cacheWriteTokens,
                          cache_write_1h_tokens = :cacheWrite1hTokens, cost_usd = :costUsd
                      WHERE id = :id
                      """)
                  .with("id", id)
                  .with("inputTokens", usage.inputTokens())
                  .with("outputTokens", usage.outputTokens())
                  .with("cacheReadTokens", usage.cacheReadTokens())
                  .with("cacheWriteTokens", usage.cacheWriteTokens())
                  .with("cacheWrite1hTokens", call.cacheWrite1hTokens())
                  .with("costUsd", usage.costUsd()));
          addUp(call);
        });
  }

  /**
   * How long a conversation was when a step's newest call of a model had ended, its answer
   * included; 0 when there was none.
   */
  public long tokens(UUID runId, String nodeId) {
    return database
        .first(
            """
            SELECT input_tokens + cache_read_tokens + cache_write_tokens + output_tokens AS tokens
            FROM model_calls WHERE run_id = ? AND node_id = ? ORDER BY at DESC, id DESC LIMIT 1
            """,
            row -> row.longNumber("tokens"),
            runId,
            nodeId)
        .orElse(0L);
  }

  private void insert(UUID id, ModelCall call) {
    ModelUsage usage = call.usage();
    database.update(
        Sql.of(
                """
                INSERT INTO model_calls (id, run_id, node_id, attempt, flow_id, model, input_tokens,
                    output_tokens, cache_read_tokens, cache_write_tokens, cache_write_1h_tokens, cost_usd)
                VALUES (:id, :runId, :nodeId, :attempt, (SELECT flow_id FROM workflow_runs WHERE id = :runId), :model, :inputTokens, :outputTokens, :cacheReadTokens, :cacheWriteTokens, :cacheWrite1hTokens, :costUsd)
                """)
            .with("id", id)
            .with("runId", call.runId())
            .with("nodeId", call.nodeId())
            .with("attempt", call.attempt())
            .with("model", usage.model())
            .with("inputTokens", usage.inputTokens())
            .with("outputTokens", usage.outputTokens())
            .with("cacheReadTokens", usage.cacheReadTokens())
            .with("cacheWriteTokens", usage.cacheWriteTokens())
            .with("cacheWrite1hTokens", call.cacheWrite1hTokens())
            .with("costUsd", usage.costUsd()));
  }

  private void addUp(ModelCall call) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_runs r SET model = u.model, input_tokens = u.input_tokens,
                    output_tokens = u.output_tokens, cache_read_tokens = u.cache_read_tokens,
                    cache_write_tokens = u.cache_write_tokens, cache_write_1h_tokens = u.cache_write_1h_tokens
                FROM (SELECT string_agg(DISTINCT model, ', ') AS model, sum(input_tokens) AS input_tokens,
                          sum(output_tokens) AS output_tokens, sum(cache_read_tokens) AS cache_read_tokens,
                          sum(cache_write_tokens) AS cache_write_tokens,
                          sum(cache_write_1h_tokens) AS cache_write_1h_tokens
                      FROM model_calls WHERE run_id = :runId) u
                WHERE r.id = :runId
                """)
            .with("runId", call.runId()));
  }
}
