package dev.stitch.activities.reconcile;

import dev.stitch.activities.campaign.Campaigns;
import dev.stitch.activities.email.HeldMail;
import dev.stitch.store.Database;
import dev.stitch.store.Lease;
import dev.stitch.store.run.RunDays;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over what may have come apart, by one process at a time. When all is well a pass is some
 * twenty indexed statements and a bounded number of questions to Temporal.
 */
@Singleton
public class Reconciler {

  /** Time between two passes. */
  public static final Duration INTERVAL = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** Any number that nothing else in this database uses. */
  private static final long LOCK = 0x5717C4;

  /** For one statement, since some look at all that is live. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** A day of which something changes all the time costs a part of a second each time. */
  private static final Duration KEPT_APART = Duration.ofMinutes(10);

  /** A second's work or two where each has thousands of runs. */
  private static final int MOST_DAYS = 10;

  private final Database database;
  private final Lease lease;
  private final ForgottenStarts forgotten;
  private final Campaigns campaigns;
  private final HeldMail heldMail;
  private final OutsideEnds outsideEnds;
  private final OutsideResets outsideResets;
  private final MissingWorkflows missing;
  private final UnheardEnds unheardEnds;
  private final UnheardMessages unheardMessages;
  private final OrphanedPaths orphanedPaths;
  private final Pruning pruning;
  private final StuckWorkflows stuck;
  private final DriftedSchedules schedules;
  private final StaleMoney money;
  private final RunDays days;

  Reconciler(
      Database database,
      Lease lease,
      ForgottenStarts forgotten,
      Campaigns campaigns,
      HeldMail heldMail,
      OutsideEnds outsideEnds,
      OutsideResets outsideResets,
      MissingWorkflows missing,
      UnheardEnds unheardEnds,
      UnheardMessages unheardMessages,
      OrphanedPaths orphanedPaths,
      Pruning pruning,
      StuckWorkflows stuck,
      DriftedSchedules schedules,
      StaleMoney money,
      RunDays days) {
    this.database = database;
    this.lease = lease;
    this.forgotten = forgotten;
    this.campaigns = campaigns;
    this.heldMail = heldMail;
    this.outsideEnds = outsideEnds;
    this.outsideResets = outsideResets;
    this.missing = missing;
    this.unheardEnds = unheardEnds;
    this.unheardMessages = unheardMessages;
    this.orphanedPaths = orphanedPaths;
    this.pruning = pruning;
    this.stuck = stuck;
    this.schedules = schedules;
    this.money = money;
    this.days = days;
  }

  /** Makes one pass, unless another process is at it. */
  public void pass() {
    database.patiently(LONGEST, () -> lease.tryHold(LOCK, this::work));
  }

  private void work() {
    forgotten.startAll();
    campaigns.keepUp();
    heldMail.wake();
    schedules.bringBack();
    outsideEnds.settleAll();
    outsideResets.tellAll();
    missing.settleAll();
    unheardEnds.tellAll();
    unheardMessages.tellAll();
    money.free();
    orphanedPaths.cancelAll();
    pruning.prune();
    days.keepUp(KEPT_APART, MOST_DAYS);
    stuck.look();
  }

  /** Passes again and again until the thread is interrupted. */
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        pass();
      } catch (WorkflowServiceException | StatusRuntimeException e) {
        LOG.debug("Temporal cannot be reached; the next pass tries again", e);
      } catch (RuntimeException e) {
        LOG.warn("A pass of the reconciler failed; the next one tries again", e);
      }
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
