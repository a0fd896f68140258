package dev.stitch.activities.budget;

import dev.stitch.machine.BudgetRoom;
import dev.stitch.model.BudgetStanding;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.budget.BudgetLedger;
import dev.stitch.store.budget.BudgetLedger.Spender;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Has each attempt at a call reserve the most that it can cost before it is made. */
@Singleton
public class Budgets {

  /** An attempt that is told to end takes a moment to. */
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Database database;
  private final BudgetLedger ledger;

  Budgets(Database database, BudgetLedger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * What a call may cost.
   *
   * @param most US dollars; null where the model has no price
   * @param longest time that an attempt may take
   */
  public record Estimate(String model, @Nullable BigDecimal most, Duration longest) {}

  /**
   * Reserves what a call may cost, in place of what an earlier attempt at it had reserved.
   *
   * @throws BudgetException when a budget has no room for it
   */
  public BudgetReservation reserve(Spender spender, Estimate estimate) throws BudgetException {
    BigDecimal most = estimate.most();
    if (most != null && most.signum() == 0) {
      return new BudgetReservation(database, ledger, null);
    }
    UUID holder = Ids.next();
    Decided decided = database.transaction(() -> decide(spender, estimate, holder));
    Optional<BudgetException> refusal = BudgetException.of(decided.room(), estimate.model(), most);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return new BudgetReservation(database, ledger, decided.isReserved() ? holder : null);
  }

  /**
   * What became of a request.
   *
   * @param isReserved false also where no budget applies
   */
  private record Decided(BudgetRoom room, boolean isReserved) {}

  private Decided decide(Spender spender, Estimate estimate, UUID holder) {
    List<BudgetStanding> standings = ledger.claim(spender);
    BudgetRoom room = BudgetRoom.of(standings, estimate.most());
    boolean reserves = room instanceof BudgetRoom.Granted && !standings.isEmpty();
    if (reserves) {
      ledger.reserve(spender, holder, estimate.most(), estimate.longest().plus(GRACE));
    }
    switch (room) {
      case BudgetRoom.Exhausted exhausted -> ledger.await(spender, estimate.most());
      case BudgetRoom.Unpriced unpriced -> ledger.await(spender, null);
      case BudgetRoom.Granted granted -> {}
      case BudgetRoom.Busy busy -> {}
    }
    return new Decided(room, reserves);
  }
}
