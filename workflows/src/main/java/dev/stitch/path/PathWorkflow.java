package dev.stitch.path;

import dev.stitch.driver.RunActs;
import dev.stitch.driver.RunSignals;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.PathEnd;
import dev.stitch.port.PathArguments;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/**
 * One run of a system flow. People act on it by {@link RunActs}, its journey and whoever called it
 * by signals; operators may cancel and terminate it by Temporal's own means. A failed run returns
 * its end as a value, so that its node states reach whoever may retry it.
 */
@WorkflowInterface
public interface PathWorkflow {

  @WorkflowMethod(name = "SystemFlow")
  PathEnd run(PathArguments input);

  /** Something happened outside; kept for a later {@code wait.event} when none waits yet. */
  @SignalMethod
  void event(ExternalEvent event);

  @SignalMethod
  void pause(RunSignals.Pause pause);

  @SignalMethod
  void resume(RunSignals.Resume resume);

  @SignalMethod
  void skip(RunSignals.Skip skip);

  @SignalMethod
  void answerTask(RunSignals.TaskAnswer answer);

  /** An outside worker answered; later answers to the same question have no effect. */
  @SignalMethod
  void callback(RunSignals.Callback callback);

  /**
   * What holds a step at a gate has changed.
   *
   * @param runId this path's
   */
  @SignalMethod
  void lookAgain(UUID runId);

  /** What a step has called came to its end; counts once. */
  @SignalMethod
  void callEnded(RunSignals.CallEnded ended);

  /** Another run of the journey took over: this path reports its end by signal from now on. */
  @SignalMethod
  void adopt(RunSignals.Adopt adopt);

  /**
   * An operator reset this workflow: the path writes to its row what is true again, reports its end
   * by signal from now on, and asks again how what it has called goes.
   */
  @SignalMethod
  void afterReset();

  /** Newer than the projection. */
  @QueryMethod
  PathView view();
}
