package dev.stitch.batch;

import dev.stitch.driver.RunSignals;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Works off one run in slices. What people do to it is {@link dev.stitch.driver.RunActs}. */
@WorkflowInterface
public interface BatchWorkflow {

  @WorkflowMethod(name = "Batch")
  void run(BatchArguments batch);

  /** What it waits for may be there, such as a connection that was connected again. */
  @SignalMethod
  void lookAgain();

  /** The run that called it is paused. */
  @SignalMethod
  void pause(RunSignals.Pause pause);

  /** The run that called it goes on. */
  @SignalMethod
  void resume(RunSignals.Resume resume);

  /** The workflow was reset: what it knows is to be written again. */
  @SignalMethod
  void afterReset();
}
