package dev.stitch.driver;

import dev.stitch.port.Fence;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/**
 * The fences of one run's flushes.
 *
 * <p>All flushes of a workflow task carry the time at which it began, although local activities
 * move the workflow's time on: a worker that was frozen in a task that another has done since goes
 * on with it, and its clock must not make its flushes the latest.
 */
public final class FenceSequence {

  private long history = -1;
  private long taskTime;
  private long flushes;

  /** The fence of the next flush. */
  public Fence next() {
    WorkflowInfo info = Workflow.getInfo();
    if (info.getHistoryLength() != history) {
      // The length changes with each task and only then.
      history = info.getHistoryLength();
      taskTime = Workflow.currentTimeMillis();
    }
    return new Fence(taskTime, info.getRunStartedTimestampMillis(), history, ++flushes);
  }
}
