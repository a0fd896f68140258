package dev.stitch.activities.family;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/** Counts down. */
@WorkflowInterface
public interface CountdownWorkflow {

  /**
   * What a countdown begins with.
   *
   * @param carried where it stood when it continued as new; null at its beginning
   */
  record Arguments(UUID runId, int from, CountdownMachine.State carried) {}

  /** The name is that of direct runs, whose entry of {@code RunFamily} it borrows. */
  @WorkflowMethod(name = "SystemFlow")
  void run(Arguments countdown);
}
