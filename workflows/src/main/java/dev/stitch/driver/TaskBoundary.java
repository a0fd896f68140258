package dev.stitch.driver;

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

  /** Where history stood at the last answer. */
  private long answeredAt = -1;

  /**
   * @param bounded whether the workflow began under rules that know of it; others record that they
   *     have come to
   */
  public TaskBoundary(boolean bounded) {
    this.bounded = bounded;
  }

  /** The server has answered a signal or a cancellation. */
  public void answered() {
    answeredAt = Workflow.getInfo().getHistoryLength();
  }

  /** Whether an answer has come in this workflow task, so that more of it may follow. */
  public boolean isAhead() {
    return answeredAt == Workflow.getInfo().getHistoryLength();
  }

  /**
   * Goes on in a later workflow task, in which everything has been applied that came before.
   *
   * @return false when the history was recorded without, so that a replay must not either
   */
  public boolean cross() {
    boolean crosses =
        bounded
            || Workflow.getVersion("task-boundary", Workflow.DEFAULT_VERSION, 1)
                != Workflow.DEFAULT_VERSION;
    if (crosses) {
      Workflow.sleep(SHORTEST);
    }
    return crosses;
  }
}
