package dev.stitch.machine;

import dev.stitch.model.BudgetExhausted;
import dev.stitch.model.BudgetStanding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether all budgets that a call counts against have room for the most that it can cost. */
public sealed interface BudgetRoom {

  /** The call may be made. */
  record Granted() implements BudgetRoom {}

  /** Not now: calls that are under way may leave enough of what is reserved for them. */
  record Busy(BudgetStanding by) implements BudgetRoom {}

  /** Not before there is more money. */
  record Exhausted(BudgetStanding by) implements BudgetRoom {}

  /** Nobody knows what the call costs, so that no budget can be kept with it. */
  record Unpriced(BudgetStanding by) implements BudgetRoom {}

  /**
   * Whether a call may be made. Where several budgets have no room, one that stops comes before one
   * that asks, since an answer would not help.
   *
   * @param most that it can cost in US dollars; null when that is not known
   */
  static BudgetRoom of(List<BudgetStanding> standings, @Nullable BigDecimal most) {
    if (most == null) {
      return first(standings, standing -> true)
          .<BudgetRoom>map(Unpriced::new)
          .orElseGet(Granted::new);
    }
    return first(standings, standing -> standing.spent().add(most).compareTo(standing.limit()) > 0)
        .<BudgetRoom>map(Exhausted::new)
        .or(() -> first(standings, standing -> most.compareTo(standing.left()) > 0).map(Busy::new))
        .orElseGet(Granted::new);
  }

  private static Optional<BudgetStanding> first(
      List<BudgetStanding> standings, Predicate<BudgetStanding> those) {
    List<BudgetStanding> found = standings.stream().filter(those).toList();
    return found.stream()
        .filter(standing -> standing.onExhausted() == BudgetExhausted.STOP)
        .findFirst()
        .or(() -> found.stream().findFirst());
  }
}
