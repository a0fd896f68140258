package dev.stitch.store.model;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import jakarta.inject.Singleton;

/** Writes table {@code model_calls}. */
@Singleton
public class ModelCallRepository {

  private final Database database;

  ModelCallRepository(Database database) {
    this.database = database;
  }

  /** Records a call and brings the sums in its run's row up to date. */
  public void record(ModelCall call) {
    database.transaction(
        () -> {
          // Steps that run side by side add up one after the other.
          database.list(
              "SELECT id FROM workflow_runs WHERE id = ? FOR UPDATE",
              row -> row.uuid("id"),
              call.runId());
          insert(call);
          addUp(call);
        });
  }

  private void insert(ModelCall call) {
    ModelUsage usage = call.usage();
    database.update(
        """
        INSERT INTO model_calls (id, run_id, node_id, attempt, flow_id, model, input_tokens,
            output_tokens, cache_read_tokens, cache_write_tokens, cost_usd)
        VALUES (?, ?, ?, ?, (SELECT flow_id FROM workflow_runs WHERE id = ?), ?, ?, ?, ?, ?, ?)
        """,
        Ids.next(),
        call.runId(),
        call.nodeId(),
        call.attempt(),
        call.runId(),
        usage.model(),
        usage.inputTokens(),
        usage.outputTokens(),
        usage.cacheReadTokens(),
        usage.cacheWriteTokens(),
        usage.costUsd());
  }

  private void addUp(ModelCall call) {
    database.update(
        """
        UPDATE workflow_runs r SET model = u.model, input_tokens = u.input_tokens,
            output_tokens = u.output_tokens, cache_read_tokens = u.cache_read_tokens,
            cache_write_tokens = u.cache_write_tokens, cost_usd = u.cost_usd, updated_at = now()
        FROM (SELECT string_agg(DISTINCT model, ', ') AS model, sum(input_tokens) AS input_tokens,
                  sum(output_tokens) AS output_tokens, sum(cache_read_tokens) AS cache_read_tokens,
                  sum(cache_write_tokens) AS cache_write_tokens,
                  coalesce(sum(cost_usd), 0) AS cost_usd
              FROM model_calls WHERE run_id = ?) u
        WHERE r.id = ?
        """,
        call.runId(),
        call.runId());
  }
}
