package dev.stitch.launch;

import dev.stitch.store.budget.BudgetLedger;
import dev.stitch.store.budget.BudgetLedger.Affordable;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells runs that wait for money when there is some: a budget was raised, or its period is over.
 */
@Singleton
public class BudgetWaits {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetWaits.class);

  /** Runs at once; the next passes tell the rest. */
  private static final int LIMIT = 200;

  /** A run may be told before it knows itself that it waits. */
  private static final Duration SOONEST_AGAIN = Duration.ofSeconds(10);

  /** One that is paused with its journey looks when that goes on. */
  private static final Duration LATEST_AGAIN = Duration.ofMinutes(10);

  private static final Set<Status.Code> AWAY =
      Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);

  private final BudgetLedger ledger;
  private final Launcher launcher;

  BudgetWaits(BudgetLedger ledger, Launcher launcher) {
    this.ledger = ledger;
    this.launcher = launcher;
  }

  /** Has runs look again that could go on. One that cannot be told now is told by a later pass. */
  public void tellAffordable() {
    for (Affordable run : ledger.affordable(SOONEST_AGAIN, LATEST_AGAIN, LIMIT)) {
      try {
        launcher.signal(run.workflowId(), "lookAgain", run.runId());
        ledger.told(run.runId());
      } catch (RuntimeException e) {
        LOG.warn("Run {} cannot be told yet that there is money for it", run.runId(), e);
        if (isAway(e)) {
          return;
        }
        // One that takes no signals must not be in the way of the others.
        ledger.told(run.runId());
      }
    }
  }

  private static boolean isAway(Throwable failure) {
    if (failure instanceof StatusRuntimeException refused) {
      return AWAY.contains(refused.getStatus().getCode());
    }
    return failure != null && isAway(failure.getCause());
  }
}
