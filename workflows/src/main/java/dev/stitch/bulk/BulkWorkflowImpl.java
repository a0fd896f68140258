package dev.stitch.bulk;

import dev.stitch.port.BulkActivities;
import dev.stitch.port.BulkActivities.Page;
import dev.stitch.port.BulkActivities.PageEnd;
import dev.stitch.port.BulkActivities.Progress;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The driver of a bulk operation: page after page until no entity is left. */
public final class BulkWorkflowImpl implements BulkWorkflow {

  /** A page takes a second or two, so that pause and cancel are obeyed soon. */
  private static final int PAGE_SIZE = 200;

  /** About 1,500 events of history, which replays in well under a second. */
  private static final int PAGES_PER_RUN = 250;

  private final BulkActivities activities =
      Workflow.newActivityStub(
          BulkActivities.class,
          ActivityOptions.newBuilder()
              // A page on a slow cluster; a dead worker is noticed by its missing heartbeat.
              .setStartToCloseTimeout(Duration.ofMinutes(10))
              .setHeartbeatTimeout(Duration.ofSeconds(30))
              // For as long as the database is away, but never longer apart than a person waits.
              .setRetryOptions(
                  RetryOptions.newBuilder().setMaximumInterval(Duration.ofSeconds(15)).build())
              .build());

  private final UUID operationId;
  private @Nullable UUID after;
  private Progress progress;
  private boolean paused;
  private boolean recordedPaused;
  private boolean cancelled;

  @WorkflowInit
  public BulkWorkflowImpl(BulkArguments input) {
    this.operationId = input.operationId();
    this.after = input.after();
    this.progress = input.progress();
    this.paused = input.paused();
    this.recordedPaused = input.paused();
  }

  @Override
  public Progress run(BulkArguments input) {
    try {
      for (int pages = 0; !cancelled; pages++) {
        holdWhilePaused();
        if (!cancelled && !startNextPage()) {
          activities.recordCompleted(operationId, progress);
          return progress;
        }
        if (pages == PAGES_PER_RUN && !cancelled) {
          Workflow.continueAsNew(new BulkArguments(operationId, after, progress, paused));
        }
      }
    } catch (CanceledFailure temporalCancelled) {
      cancelled = true;
    } catch (ActivityFailure failure) {
      if (!(failure.getCause() instanceof CanceledFailure)) {
        throw failure;
      }
      cancelled = true;
    }
    Workflow.newDetachedCancellationScope(
            () -> activities.recordCancelled(operationId, after, progress))
        .run();
    return progress;
  }

  private void holdWhilePaused() {
    while (paused && !cancelled) {
      if (!recordedPaused) {
        activities.recordPaused(operationId, true);
        recordedPaused = true;
      }
      Workflow.await(() -> !paused || cancelled);
    }
    if (recordedPaused && !cancelled) {
      activities.recordPaused(operationId, false);
      recordedPaused = false;
    }
  }

  private boolean startNextPage() {
    PageEnd end = activities.startPage(new Page(operationId, after, PAGE_SIZE, progress));
    progress = end.progress();
    if (end.last() == null) {
      return false;
    }
    after = end.last();
    return true;
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public Progress progress() {
    return progress;
  }
}
