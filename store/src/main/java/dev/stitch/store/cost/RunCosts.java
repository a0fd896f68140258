package dev.stitch.store.cost;

import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Keeps what a run costs: its calls of models and its requests that platforms bill. The run's row
 * has the sum, which is counted anew each time, so that what is recorded twice counts once.
 */
@Singleton
public class RunCosts {

  private final Database database;

  RunCosts(Database database) {
    this.database = database;
  }

  /**
   * Records a request and brings the sum in its run's row up to date, within the surrounding
   * transaction where there is one. What costs nothing leaves no row; a key that is known changes
   * nothing.
   */
  public void record(PaidRequest request) {
    if (request.usd().signum() == 0) {
      return;
    }
    adding(request.runId(), () -> insert(request));
  }

  /**
   * Writes something that costs and brings the sum in the run's row up to date, in one transaction.
   * Steps that run side by side add up one after the other.
   */
  public void adding(UUID runId, Runnable write) {
    database.transaction(
        () -> {
          database.list(
              "SELECT id FROM workflow_runs WHERE id = ? FOR UPDATE", row -> row.uuid("id"), runId);
          write.run();
          addUp(runId);
        });
  }

  private void insert(PaidRequest request) {
    database.update(
        Sql.of(
                """
                INSERT INTO paid_requests (key, run_id, node_id, platform, what, count, cost_usd, price_day)
                VALUES (:key, :runId, :nodeId, :platform, :what, :count, :usd, :priceDay)
                ON CONFLICT (key) DO NOTHING
                """)
            .with("key", request.key())
            .with("runId", request.runId())
            .with("nodeId", request.nodeId())
            .with("platform", request.platform())
            .with("what", request.what())
            .with("count", request.count())
            .with("usd", request.usd())
            .with("priceDay", request.priceDay()));
  }

  private void addUp(UUID runId) {
    database.update(
        Sql.of(
                """
                UPDATE workflow_runs SET updated_at = now(), cost_usd =
                    (SELECT coalesce(sum(cost_usd), 0) FROM model_calls WHERE run_id = :runId)
                    + (SELECT coalesce(sum(cost_usd), 0) FROM paid_requests WHERE run_id = :runId)
                WHERE id = :runId
                """)
            .with("runId", runId));
  }
}
