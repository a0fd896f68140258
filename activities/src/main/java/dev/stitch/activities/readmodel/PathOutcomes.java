package dev.stitch.activities.readmodel;

import dev.stitch.machine.PathEnd;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import jakarta.inject.Singleton;

/** Reads back how a closed path workflow ended. */
@Singleton
class PathOutcomes {

  private final WorkflowClient client;

  PathOutcomes(WorkflowClient client) {
    this.client = client;
  }

  PathEnd of(String workflowId) {
    try {
      return client.newUntypedWorkflowStub(workflowId).getResult(PathEnd.class);
    } catch (WorkflowFailedException e) {
      return switch (e.getCause()) {
        case CanceledFailure cancelled -> ended(RunStatus.CANCELLED, "the path was cancelled");
        case TerminatedFailure terminated -> ended(RunStatus.KILLED, "the path was killed");
        default -> ended(RunStatus.FAILED, "the path ended: " + e.getMessage());
      };
    } catch (WorkflowNotFoundException e) {
      return ended(RunStatus.KILLED, "the path's workflow is gone from Temporal");
    }
  }

  private static PathEnd ended(RunStatus status, String message) {
    return new PathEnd(
        status, null, new StepFailure(FailureCode.RUN_CONTROL, message), null, null, null);
  }
}
