package dev.stitch.store.model;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Sql;
import dev.stitch.store.cost.RunCosts;
import jakarta.inject.Singleton;

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
    costs.adding(
        call.runId(),
        () -> {
          insert(call);
          addUp(call);
        });
  }

  private void insert(ModelCall call) {
    ModelUsage usage = call.usage();
    database.update(
        Sql.of(
                """
        INSERT INTO model_calls (id, run_id, node_id, attempt, flow_id, model, input_tokens,
            output_tokens, cache_read_tokens, cache_write_tokens, cost_usd)
        VALUES (:id, :runId, :nodeId, :attempt, (SELECT flow_id FROM workflow_runs WHERE id = :runId), :model, :inputTokens, :outputTokens, :cacheReadTokens, :cacheWriteTokens, :costUsd)
        """)
            .with("id", Ids.next())
            .with("runId", call.runId())
            .with("nodeId", call.nodeId())
            .with("attempt", call.attempt())
            .with("model", usage.model())
            .with("inputTokens", usage.inputTokens())
            .with("outputTokens", usage.outputTokens())
            .with("cacheReadTokens", usage.cacheReadTokens())
            .with("cacheWriteTokens", usage.cacheWriteTokens())
            .with("costUsd", usage.costUsd()));
  }

  private void addUp(ModelCall call) {
    database.update(
        Sql.of(
                """
        UPDATE workflow_runs r SET model = u.model, input_tokens = u.input_tokens,
            output_tokens = u.output_tokens, cache_read_tokens = u.cache_read_tokens,
            cache_write_tokens = u.cache_write_tokens
        FROM (SELECT string_agg(DISTINCT model, ', ') AS model, sum(input_tokens) AS input_tokens,
                  sum(output_tokens) AS output_tokens, sum(cache_read_tokens) AS cache_read_tokens,
                  sum(cache_write_tokens) AS cache_write_tokens
              FROM model_calls WHERE run_id = :runId) u
        WHERE r.id = :runId
        """)
            .with("runId", call.runId()));
  }
}
