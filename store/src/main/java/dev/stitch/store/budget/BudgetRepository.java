package dev.stitch.store.budget;

import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetPeriod;
import dev.stitch.model.BudgetScope;
import dev.stitch.model.BudgetStanding;
import dev.stitch.store.Database;
import dev.stitch.store.Sql;
import dev.stitch.store.page.Filter;
import dev.stitch.store.page.Listing;
import dev.stitch.store.page.Page;
import dev.stitch.store.page.PageRequest;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Table {@code budgets}. */
@Singleton
public class BudgetRepository {

  /** A budget with what is spent and reserved of it, where {@code b} is its row. */
  static final String STANDING =
      """
      b.scope, b.key, b.usd, b.period, b.on_exhausted,
      coalesce((SELECT sum(s.usd) FROM spending s WHERE s.scope = b.scope AND s.key = b.key
          AND s.day >= CASE b.period
              WHEN 'day' THEN (clock_timestamp() AT TIME ZONE 'UTC')::date
              WHEN 'month' THEN date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date
              ELSE '-infinity'::date END), 0) AS spent_usd,
      coalesce((SELECT sum(r.usd) FROM budget_reservations r WHERE r.scope = b.scope AND r.key = b.key
          AND r.expires_at > clock_timestamp()), 0) AS reserved_usd
      """;

  /** What people call what a budget is for; null where that is gone, and for the tenant. */
  private static final String NAME =
      """
      CASE b.scope
          WHEN 'run' THEN (SELECT w.name FROM workflow_runs w WHERE w.id = b.key::uuid)
          WHEN 'session' THEN (SELECT n.name FROM sessions n WHERE n.id = b.key::uuid)
          WHEN 'agent_type' THEN b.key END\
      """;

  private static final String COLUMNS =
      STANDING + ", b.updated_by, b.updated_at, " + NAME + " AS name";

  private static final Listing<Budget> LISTING =
      new Listing<>(
          COLUMNS,
          "budgets b",
          Map.of("updatedAt", "b.updated_at", "usd", "b.usd", "scope", "b.scope"),
          "-updatedAt",
          "b.scope, b.key",
          Budget::of);

  private final Database database;

  BudgetRepository(Database database) {
    this.database = database;
  }

  public Page<Budget> page(@Nullable BudgetScope scope, @Nullable String key, PageRequest request) {
    return LISTING.page(
        database,
        new Filter()
            .and("b.scope = ?", scope)
            .and("b.key = ?", key)
            .containing(request.text(), "b.key", NAME),
        request);
  }

  public Optional<Budget> find(BudgetScope scope, String key) {
    return database.first(
        Sql.of("SELECT " + COLUMNS + " FROM budgets b WHERE b.scope = :scope AND b.key = :key")
            .with("scope", scope)
            .with("key", key),
        Budget::of);
  }

  /** How a run's own budget stands; empty when it has none. */
  public Optional<BudgetStanding> ofRun(UUID runId) {
    return database.first(
        "SELECT " + STANDING + " FROM budgets b WHERE b.scope = 'run' AND b.key = ?",
        Budget::standing,
        runId.toString());
  }

  /** What a budget is set to. Amounts are US dollars. */
  public record Terms(BigDecimal usd, BudgetPeriod period, BudgetExhausted onExhausted) {}

  /** Sets a budget. What was spent in its period before counts. */
  public void put(BudgetScope scope, String key, Terms terms, String actor) {
    database.update(
        Sql.of(
                """
                INSERT INTO budgets (scope, key, usd, period, on_exhausted, updated_by)
                VALUES (:scope, :key, :usd, :period, :onExhausted, :actor)
                ON CONFLICT (scope, key) DO UPDATE SET usd = excluded.usd, period = excluded.period,
                    on_exhausted = excluded.on_exhausted, updated_by = excluded.updated_by, updated_at = now()
                """)
            .with("scope", scope)
            .with("key", key)
            .with("usd", terms.usd())
            .with("period", terms.period())
            .with("onExhausted", terms.onExhausted())
            .with("actor", actor));
  }

  /** Lifts a budget; false when there was none. */
  public boolean remove(BudgetScope scope, String key) {
    return database.update(
            Sql.of("DELETE FROM budgets WHERE scope = :scope AND key = :key")
                .with("scope", scope)
                .with("key", key))
        > 0;
  }

  /**
   * Adds to a run's own budget what people have said in answers to its questions for money. Each
   * answer counts once, however often this is done.
   *
   * @param choice of the answers that say to go on
   * @param field of the answers that names the amount, in US dollars
   */
  public void topUp(UUID runId, String choice, String field) {
    database.update(
        Sql.of(
                """
                WITH fresh AS (
                    INSERT INTO budget_top_ups (task_id, run_id, usd, by)
                    SELECT t.id, t.run_id, (t.answer ->> :field)::numeric, t.decided_by FROM human_tasks t
                    WHERE t.run_id = :run AND t.state = 'answered' AND t.choice = :choice
                      AND t.node_id NOT LIKE '%.%' AND jsonb_typeof(t.answer -> :field) = 'number'
                    ON CONFLICT DO NOTHING RETURNING usd, by)
                UPDATE budgets SET usd = least(usd + (SELECT sum(fresh.usd) FROM fresh), 999999999), updated_at = now(),
                    updated_by = (SELECT max(fresh.by) FROM fresh)
                WHERE scope = 'run' AND key = :run::text AND EXISTS (SELECT 1 FROM fresh)
                """)
            .with("run", runId)
            .with("choice", choice)
            .with("field", field));
  }
}
