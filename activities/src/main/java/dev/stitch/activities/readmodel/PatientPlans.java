package dev.stitch.activities.readmodel;

import dev.stitch.activities.step.Infrastructure;
import dev.stitch.machine.PlanLookup;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Plans for workflow code. A database that is away fails the workflow task, and the server waits
 * longer before each further attempt: after an outage of minutes the journey would stand still for
 * minutes more. So whoever needs a plan that no cache holds waits for the database, for as long as
 * the task can still be answered.
 */
public final class PatientPlans implements PlanLookup {

  /** Together with one more read, less than the ten seconds that a workflow task may take. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final PlanLookup plans;

  public PatientPlans(PlanLookup plans) {
    this.plans = plans;
  }

  @Override
  public JourneyPlan journey(String hash) {
    return onceThere(() -> plans.journey(hash));
  }

  @Override
  public PathPlan path(String hash) {
    return onceThere(() -> plans.path(hash));
  }

  private static <P> P onceThere(Supplier<P> read) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return read.get();
      } catch (RuntimeException e) {
        if (!Infrastructure.failed(e) || System.nanoTime() > end || !paused()) {
          throw e;
        }
      }
    }
  }

  /** Whether the pause was made to its end; a worker that is shut down does not wait. */
  private static boolean paused() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
