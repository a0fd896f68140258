package dev.stitch.store.budget;

import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetPeriod;
import dev.stitch.model.BudgetScope;
import dev.stitch.model.BudgetStanding;
import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;

/**
 * What may be spent, and what is.
 *
 * @param id of the run or session, the type of the agents, or {@code default} for the tenant
 * @param name of the run or session, the type of the agents; null for the tenant, and for what is
 *     gone
 * @param usd most that may be spent in a period, in US dollars
 * @param onExhausted what becomes of work that there is no money for: {@code ask} has it wait, and
 *     agents ask a person; {@code stop} fails it
 * @param spentUsd in the period that goes on
 * @param reservedUsd for calls that are under way, at most
 * @param leftUsd neither spent nor reserved
 */
public record Budget(
    BudgetScope scope,
    String id,
    @Nullable String name,
    BigDecimal usd,
    BudgetPeriod period,
    BudgetExhausted onExhausted,
    BigDecimal spentUsd,
    BigDecimal reservedUsd,
    BigDecimal leftUsd,
    @Nullable String updatedBy,
    Instant updatedAt) {

  static Budget of(Row row) throws SQLException {
    BudgetStanding standing = standing(row);
    return new Budget(
        standing.scope(),
        standing.key(),
        row.textOrNull("name"),
        standing.limit(),
        standing.period(),
        standing.onExhausted(),
        standing.spent(),
        standing.reserved(),
        standing.left(),
        row.textOrNull("updated_by"),
        row.instant("updated_at"));
  }

  static BudgetStanding standing(Row row) throws SQLException {
    return new BudgetStanding(
        row.choice("scope", BudgetScope.class),
        row.text("key"),
        plain(row.amount("usd")),
        row.choice("period", BudgetPeriod.class),
        row.choice("on_exhausted", BudgetExhausted.class),
        plain(row.amount("spent_usd")),
        plain(row.amount("reserved_usd")));
  }

  /** Without zeros at its end, nor an exponent. */
  private static BigDecimal plain(BigDecimal amount) {
    return new BigDecimal(amount.stripTrailingZeros().toPlainString());
  }
}
