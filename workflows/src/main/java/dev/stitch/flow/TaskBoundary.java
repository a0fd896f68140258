package dev.stitch.flow;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/**
 * Where a workflow may end or continue as new.
 *
 * <p>When the server answers a signal or a cancellation, the SDK goes on with the workflow at once,
 * though later events of the same workflow task are still to be applied. A run that closed at that
 * place could not take a signal that is among them: its task would fail, now and at every attempt
 * (TMPRL1100, "signal received after workflow is completed"). A timer is heard only after all
 * events of its task.
 */
public final class TaskBoundary {

  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final boolean bounded;

  /**
   * @param bounded whether the workflow began under rules that know of it; others record that they
   *     have come to
   */
  public TaskBoundary(boolean bounded) {
    this.bounded = bounded;
  }

  /** Goes on in a later workflow task, in which everything has been applied that came before. */
  public void cross() {
    if (bounded
        || Workflow.getVersion("task-boundary", Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION) {
      Workflow.sleep(SHORTEST);
    }
  }
}
