package dev.stitch.launch.act;

import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.machine.PathEnd;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.path.PathSignals;
import dev.stitch.store.run.RunRow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;

/** Tells a journey that a run of it was killed, or had lost its workflow: such a run cannot. */
@Singleton
class RunEnds {

  private final WorkflowClient client;

  RunEnds(WorkflowClient client) {
    this.client = client;
  }

  /** Does nothing for runs without an entity; a journey that knows it already ignores it. */
  void tellJourney(RunRow run, RunStatus status, String reason) {
    if (run.entityId() == null || run.uxNodeId() == null) {
      return;
    }
    PathEnd end =
        new PathEnd(
            status, null, new StepFailure(FailureCode.RUN_CONTROL, reason), null, null, null);
    try {
      client
          .newWorkflowStub(JourneyWorkflow.class, JourneyContract.workflowId(run.entityId()))
          .pathEnded(new PathSignals.Ended(run.id(), run.uxNodeId(), run.flowId(), end));
    } catch (WorkflowNotFoundException closed) {
      // A journey that is closed needs telling nothing.
    }
  }
}
