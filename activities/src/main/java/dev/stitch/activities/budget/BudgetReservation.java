package dev.stitch.activities.budget;

import dev.stitch.store.Database;
import dev.stitch.store.budget.BudgetLedger;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * What is set aside for a call. It is freed by the transaction that writes down what the call cost,
 * or when it is closed. A worker that is lost before leaves it to the next attempt at the call,
 * which takes its place, or to its end of time.
 */
public final class BudgetReservation implements AutoCloseable {

  private final Database database;
  private final BudgetLedger ledger;

  /** Null when nothing has to be freed. */
  private @Nullable UUID holder;

  /**
   * @param holder by which the ledger knows it; null where no budget applies
   */
  BudgetReservation(Database database, BudgetLedger ledger, @Nullable UUID holder) {
    this.database = database;
    this.ledger = ledger;
    this.holder = holder;
  }

  /** Writes down a part of what the call costs, which is not reserved any more. */
  public void spend(BigDecimal usd, Runnable record) {
    database.transaction(
        () -> {
          record.run();
          if (holder != null) {
            ledger.spend(holder, usd);
          }
        });
  }

  /** Writes down what the call has cost in the end, and frees what is left. */
  public void settle(Runnable record) {
    database.transaction(
        () -> {
          record.run();
          release();
        });
    holder = null;
  }

  @Override
  public void close() {
    release();
    holder = null;
  }

  private void release() {
    if (holder != null) {
      ledger.release(holder);
    }
  }
}
