package dev.stitch.api.budget;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetPeriod;
import dev.stitch.store.budget.BudgetRepository;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;

/**
 * How much may be spent.
 *
 * @param usd most in a period, in US dollars, from 0 to 999,999,999
 * @param period {@code total}, the default, or each {@code day} or {@code month} of UTC
 * @param onExhausted {@code ask}, the default, has work wait for money, and agents ask a person;
 *     {@code stop} fails it
 */
record BudgetRequest(
    @Nullable BigDecimal usd,
    @Nullable BudgetPeriod period,
    @Nullable BudgetExhausted onExhausted) {

  private static final BigDecimal MOST = BigDecimal.valueOf(999_999_999);

  /** A billionth of a dollar is the least that is kept. */
  private static final int MOST_DECIMALS = 9;

  /**
   * The same, checked.
   *
   * @throws ApiProblem 422 naming the field
   */
  BudgetRepository.Terms checked() {
    if (usd == null) {
      throw ApiProblem.invalid("/usd", "is missing; set it");
    }
    if (usd.signum() < 0 || usd.compareTo(MOST) > 0) {
      throw ApiProblem.invalid("/usd", "must be from 0 to " + MOST.toPlainString());
    }
    if (usd.scale() > MOST_DECIMALS) {
      throw ApiProblem.invalid("/usd", "must have at most " + MOST_DECIMALS + " decimals");
    }
    return new BudgetRepository.Terms(
        usd,
        period == null ? BudgetPeriod.TOTAL : period,
        onExhausted == null ? BudgetExhausted.ASK : onExhausted);
  }
}
