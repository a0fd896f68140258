package dev.stitch.schedule;

import dev.stitch.driver.WorkflowTime;
import dev.stitch.port.ScheduleActivities;
import dev.stitch.port.ScheduleActivities.Fire;
import dev.stitch.schedule.ScheduledRunArguments.Begun;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** See {@link ScheduledRunWorkflow}. */
public final class ScheduledRunWorkflowImpl implements ScheduledRunWorkflow {

  /** The server sets it on what a schedule starts: the time by the schedule, without jitter. */
  private static final SearchAttributeKey<OffsetDateTime> DUE =
      SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");

  private static final RetryOptions UNTIL_IT_WORKS =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofMillis(200))
          .setMaximumInterval(Duration.ofSeconds(15))
          .setMaximumAttempts(Integer.MAX_VALUE)
          .build();

  /** A run that has just begun is looked at this soon. */
  private static final Duration SOONEST = Duration.ofSeconds(1);

  private static final Duration LATEST = Duration.ofMinutes(1);

  private final ScheduleActivities activities =
      Workflow.newActivityStub(
          ScheduleActivities.class,
          ActivityOptions.newBuilder()
              // Accepting a seeding of very many contacts is one statement over all of them.
              .setStartToCloseTimeout(Duration.ofMinutes(10))
              .setRetryOptions(UNTIL_IT_WORKS)
              // What it has accepted is to be cancelled, too.
              .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
              .build());

  private final ScheduleActivities glances =
      Workflow.newLocalActivityStub(
          ScheduleActivities.class,
          LocalActivityOptions.newBuilder()
              // It reads one row; a database that hangs is given up sooner than the task.
              .setStartToCloseTimeout(Duration.ofSeconds(8))
              .setLocalRetryThreshold(Duration.ofSeconds(2))
              .setRetryOptions(UNTIL_IT_WORKS)
              .build());

  @Override
  public void run(ScheduledRunArguments input) {
    Begun begun = input.begun() == null ? begin(input) : input.begun();
    if (begun == null) {
      return;
    }
    Fire fire = new Fire(input.scheduleId(), begun.fireTime(), input.version());
    try {
      if (!begun.cancelled()) {
        awaitEnd(fire, begun);
        return;
      }
    } catch (CanceledFailure cancelled) {
      // Told below, as when it was cancelled while it looked.
    } catch (ActivityFailure failure) {
      if (!(failure.getCause() instanceof CanceledFailure)) {
        throw failure;
      }
    }
    cancel(fire, new Begun(begun.fireTime(), begun.at(), true));
  }

  /** Null when there is nothing to wait for. */
  private @Nullable Begun begin(ScheduledRunArguments input) {
    Instant due = due();
    boolean accepted = activities.accept(new Fire(input.scheduleId(), due, input.version()));
    return accepted ? new Begun(due, WorkflowTime.now(), false) : null;
  }

  /** Started by hand, it is due when it starts. */
  private static Instant due() {
    OffsetDateTime scheduled = Workflow.getTypedSearchAttributes().get(DUE);
    Instant due = scheduled == null ? WorkflowTime.now() : scheduled.toInstant();
    return due.truncatedTo(ChronoUnit.SECONDS);
  }

  private void cancel(Fire fire, Begun begun) {
    Workflow.newDetachedCancellationScope(
            () -> {
              activities.cancel(fire);
              awaitEnd(fire, begun);
            })
        .run();
  }

  /**
   * Looks at longer and longer intervals, a tenth of how long the run takes already: what follows
   * it begins that much later, and runs of weeks cost no more than an event a minute or so.
   */
  private void awaitEnd(Fire fire, Begun begun) {
    while (!glances.hasEnded(fire)) {
      if (WorkflowTime.historyIsLong()) {
        Workflow.continueAsNew(new ScheduledRunArguments(fire.scheduleId(), fire.version(), begun));
      }
      Duration sofar = Duration.between(begun.at(), WorkflowTime.now());
      Workflow.sleep(bounded(sofar.dividedBy(10)));
    }
  }

  private static Duration bounded(Duration pause) {
    if (pause.compareTo(SOONEST) < 0) {
      return SOONEST;
    }
    return pause.compareTo(LATEST) > 0 ? LATEST : pause;
  }
}
