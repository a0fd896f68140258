package dev.stitch.driver;

import dev.stitch.machine.Rules;
import dev.stitch.port.FlushActivities;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;

/** What both drivers ask of Temporal: the time, the flush's stub, when to start afresh. */
public final class WorkflowTime {

  /** Past this many events a fresh run is cheaper to replay than this one. */
  private static final int LONG_HISTORY = 1_000;

  private WorkflowTime() {}

  public static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  /**
   * Whether a signal to look again does something. A worker of an earlier release lets it lie, and
   * a history in which one did so must replay that way.
   */
  public static boolean knowsLookAgain() {
    return Workflow.getVersion("look-again", Workflow.DEFAULT_VERSION, 1)
        != Workflow.DEFAULT_VERSION;
  }

  /**
   * The rules that a workflow begins with. They are recorded, so that a replay and a later build
   * decide by the same; a worker that does not know them fails its task, and another takes it.
   *
   * @param carried the rules before it continued as new, or 0 when it begins
   * @param newest the newest that this build knows, by which it begins
   * @throws IllegalStateException when a newer build has carried on under rules of its own
   */
  public static int rules(int carried, int newest) {
    if (carried > newest) {
      throw new IllegalStateException(
          "this worker knows the rules up to " + newest + ", not " + carried);
    }
    int version = Workflow.getVersion("rules", Workflow.DEFAULT_VERSION, newest);
    return version == Workflow.DEFAULT_VERSION ? Math.max(Rules.FIRST, carried) : version;
  }

  /** Whether the history is long enough to continue as new. */
  public static boolean historyIsLong() {
    WorkflowInfo info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() > LONG_HISTORY;
  }

  public static FlushActivities flushes() {
    return flushes(FlushActivities.class);
  }

  /** Of a family that has a flush of its own. */
  public static <T> T flushes(Class<T> activities) {
    return Workflow.newLocalActivityStub(
        activities,
        LocalActivityOptions.newBuilder()
            // A flush ends within two seconds; a database that hangs is given up sooner than the
            // task.
            .setStartToCloseTimeout(Duration.ofSeconds(8))
            // An outage of the database is outlasted by timers, not by holding the workflow task.
            .setLocalRetryThreshold(Duration.ofSeconds(2))
            .setRetryOptions(
                RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofMillis(200))
                    .setBackoffCoefficient(2)
                    .setMaximumInterval(Duration.ofSeconds(15))
                    // For ever. Left out, it would mean never: without a number and a
                    // schedule-to-close timeout the SDK takes local activities as having no policy.
                    .setMaximumAttempts(Integer.MAX_VALUE)
                    .build())
            // The state is an argument: in the marker it would be history's largest part.
            .setDoNotIncludeArgumentsIntoMarker(true)
            .build());
  }
}
