package dev.stitch.foreach;

import dev.stitch.driver.RunSignals;
import dev.stitch.port.ForEachArguments;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Starts a run for each of many items, and tells its caller when all have ended. */
@WorkflowInterface
public interface ForEachWorkflow {

  @WorkflowMethod(name = "ForEach")
  void run(ForEachArguments input);

  /** The run of an item ended; counts once. */
  @SignalMethod
  void callEnded(RunSignals.CallEnded ended);

  @SignalMethod
  void pause(RunSignals.Pause pause);

  @SignalMethod
  void resume(RunSignals.Resume resume);
}
