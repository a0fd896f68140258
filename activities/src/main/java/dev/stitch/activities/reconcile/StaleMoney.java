package dev.stitch.activities.reconcile;

import dev.stitch.launch.BudgetWaits;
import dev.stitch.store.budget.BudgetLedger;
import jakarta.inject.Singleton;

/** What lost workers have reserved, and runs that wait although there is money for them. */
@Singleton
class StaleMoney {

  private final BudgetLedger ledger;
  private final BudgetWaits waits;

  StaleMoney(BudgetLedger ledger, BudgetWaits waits) {
    this.ledger = ledger;
    this.waits = waits;
  }

  void free() {
    ledger.prune();
    waits.tellAffordable();
  }
}
