package dev.stitch.driver;

import dev.stitch.machine.PlanLookup;
import dev.stitch.plan.JourneyPlan;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.PlanPort;
import io.temporal.workflow.unsafe.WorkflowUnsafe;

/** Plans for workflow code: reading one may take longer than the deadlock detector allows. */
public final class WorkflowPlans implements PlanLookup {

  @Override
  public JourneyPlan journey(String hash) {
    return WorkflowUnsafe.deadlockDetectorOff(() -> PlanPort.lookup().journey(hash));
  }

  @Override
  public PathPlan path(String hash) {
    return WorkflowUnsafe.deadlockDetectorOff(() -> PlanPort.lookup().path(hash));
  }
}
