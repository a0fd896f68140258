package dev.stitch.schedule;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One time of a schedule: starts what is due, waits until it has ended, cancels it when told. */
@WorkflowInterface
public interface ScheduledRunWorkflow {

  @WorkflowMethod(name = "ScheduledRun")
  void run(ScheduledRunArguments input);
}
