package dev.stitch.store.budget;

import dev.stitch.model.BudgetStanding;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Tables {@code budget_reservations} and {@code budget_waits}. */
@Singleton
public class BudgetLedger {

  private final Database database;

  BudgetLedger(Database database) {
    this.database = database;
  }

  /**
   * Who spends.
   *
   * @param nodeId what of its run; it is done by one attempt at a time
   */
  public record Spender(UUID runId, String nodeId) {}

  /**
   * The budgets that a run counts against, as they stand without what an earlier attempt at the
   * same had reserved. They stay locked until the end of the surrounding transaction, so that
   * nobody else reserves meanwhile.
   */
  public List<BudgetStanding> claim(Spender spender) {
    database.list(
        """
        SELECT b.key FROM budgets_of_run(?) o JOIN budgets b ON b.scope = o.scope AND b.key = o.key
        ORDER BY b.scope, b.key FOR UPDATE OF b
        """,
        row -> row.text("key"),
        spender.runId());
    forget("budget_reservations", spender);
    forget("budget_waits", spender);
    // A statement of its own: it sees what others have committed while this one waited.
    return database.list(
        "SELECT "
            + BudgetRepository.STANDING
            + " FROM budgets_of_run(?) o JOIN budgets b ON b.scope = o.scope AND b.key = o.key ORDER BY b.scope, b.key",
        Budget::standing,
        spender.runId());
  }

  private void forget(String table, Spender spender) {
    database.update(
        "DELETE FROM " + table + " WHERE run_id = ? AND node_id = ?",
        spender.runId(),
        spender.nodeId());
  }

  /**
   * Sets an amount aside in all budgets that a run counts against.
   *
   * @param holder the attempt that is to spend it
   * @param longest how long the attempt can live; what it has not spent is free afterwards
   */
  public void reserve(Spender spender, UUID holder, BigDecimal usd, Duration longest) {
    database.update(
        Sql.of(
                """
                INSERT INTO budget_reservations (run_id, node_id, scope, key, holder, usd, expires_at)
                SELECT :run, :node, b.scope, b.key, :holder, :usd,
                       clock_timestamp() + make_interval(secs => :seconds)
                FROM budgets_of_run(:run) o JOIN budgets b ON b.scope = o.scope AND b.key = o.key
                """)
            .with("run", spender.runId())
            .with("node", spender.nodeId())
            .with("holder", holder)
            .with("usd", usd)
            .with("seconds", longest.toSeconds()));
  }

  /** So much of what a holder has reserved is spent: it counts as spending now. */
  public void spend(UUID holder, BigDecimal usd) {
    database.update(
        "UPDATE budget_reservations SET usd = greatest(usd - ?, 0) WHERE holder = ?", usd, holder);
  }

  /** Frees what a holder has reserved and not spent. */
  public void release(UUID holder) {
    database.update("DELETE FROM budget_reservations WHERE holder = ?", holder);
  }

  /** Forgets attempts that cannot be alive any more, and waits of runs that have ended. */
  public void prune() {
    database.update("DELETE FROM budget_reservations WHERE expires_at <= clock_timestamp()");
    database.update(
        """
        DELETE FROM budget_waits w WHERE at < now() - interval '1 hour' AND NOT EXISTS (
            SELECT 1 FROM workflow_runs r WHERE r.id = w.run_id AND r.completed_at IS NULL)
        """);
  }

  /**
   * Remembers that a run waits for money.
   *
   * @param usd what must be left before it goes on; null when no amount would do
   */
  public void await(Spender spender, @Nullable BigDecimal usd) {
    database.update(
        Sql.of(
                "INSERT INTO budget_waits (run_id, node_id, usd) VALUES (:run, :node, :usd) ON CONFLICT DO NOTHING")
            .with("run", spender.runId())
            .with("node", spender.nodeId())
            .with("usd", usd));
  }

  /** A run that waits although there is money for it. */
  public record Affordable(UUID runId, String workflowId) {}

  /**
   * Runs that wait for money and could go on, those first that have waited longest. One that was
   * told already is left alone for as long as it had waited then.
   *
   * @param least how long it is left alone at least
   * @param most and at most
   */
  public List<Affordable> affordable(Duration least, Duration most, int limit) {
    return database.list(
        Sql.of(
                """
                SELECT w.run_id, r.temporal_workflow_id
                FROM budget_waits w JOIN workflow_runs r ON r.id = w.run_id
                WHERE r.completed_at IS NULL AND r.status <> 'paused'
                  AND (w.told_at IS NULL OR w.told_at < now() - least(make_interval(secs => :most),
                      greatest(make_interval(secs => :least), w.told_at - w.at)))
                  AND NOT EXISTS (
                    SELECT 1 FROM budgets_of_run(w.run_id) o
                    JOIN LATERAL (SELECT %s FROM budgets b WHERE b.scope = o.scope AND b.key = o.key) s ON true
                    WHERE w.usd IS NULL OR s.spent_usd + w.usd > s.usd)
                ORDER BY w.at LIMIT :limit
                """
                    .formatted(BudgetRepository.STANDING))
            .with("least", least.toSeconds())
            .with("most", most.toSeconds())
            .with("limit", limit),
        row -> new Affordable(row.uuid("run_id"), row.text("temporal_workflow_id")));
  }

  /** A run was told that there is money. */
  public void told(UUID runId) {
    database.update("UPDATE budget_waits SET told_at = now() WHERE run_id = ?", runId);
  }
}
