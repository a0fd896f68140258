package dev.stitch.model;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * How a budget stands. Amounts are US dollars.
 *
 * @param key the id of the run or session, the type of the agents, or {@link
 *     BudgetScope#DEFAULT_TENANT}
 * @param limit most that may be spent in a period
 * @param spent in the period that goes on
 * @param reserved for calls that are under way, at most
 */
public record BudgetStanding(
    BudgetScope scope,
    String key,
    BigDecimal limit,
    BudgetPeriod period,
    BudgetExhausted onExhausted,
    BigDecimal spent,
    BigDecimal reserved) {
  public BudgetStanding {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(onExhausted, "onExhausted");
    Objects.requireNonNull(spent, "spent");
    Objects.requireNonNull(reserved, "reserved");
  }

  /** What is neither spent nor reserved; never below zero. */
  public BigDecimal left() {
    return limit.subtract(spent).subtract(reserved).max(BigDecimal.ZERO);
  }
}
