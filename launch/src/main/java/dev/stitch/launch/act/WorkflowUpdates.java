package dev.stitch.launch.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.launch.Polling;
import dev.stitch.launch.request.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.client.WorkflowUpdateTimeoutOrCancelledException;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Sends acts to journeys and runs. An act is a Temporal update whose id is the act's: sent again,
 * it is not done again. When it is answered its facts are in the database.
 */
@Singleton
public class WorkflowUpdates {

  /** Long enough for a busy worker; a person should not wait longer to hear that there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WorkflowClient client;
  private final Deadlines deadlines;

  WorkflowUpdates(WorkflowClient client, Deadlines deadlines) {
    this.client = client;
    this.deadlines = deadlines;
  }

  /**
   * Has a workflow do an act and waits until its facts are in the database.
   *
   * @param update the name of the update
   * @param act its argument
   * @throws Refusal the workflow refuses the act
   * @throws UnansweredException no worker answers, or only one that does not know the act
   * @throws WorkflowNotFoundException there is no such workflow, or it has closed
   */
  public void send(String workflowId, String update, String actId, Object act) {
    if (!Polling.until(PATIENCE, () -> isAnswered(workflowId, update, actId, act))) {
      throw new UnansweredException(
          "The workflow is too busy with other news to answer; repeating the act with the header Idempotency-Key: %s is safe."
              .formatted(actId));
    }
  }

  /**
   * False when the act was lost with its workflow task: while news comes thick and fast, several
   * tasks may be given up. Asked again under its id, an act is done once.
   */
  private boolean isAnswered(String workflowId, String update, String actId, Object act) {
    try {
      sendOnce(workflowId, update, actId, act);
      return true;
    } catch (WorkflowServiceException e) {
      if (!isLostWithItsTask(e)) {
        throw e;
      }
      return false;
    }
  }

  /**
   * Whether the workflow task that held the act was given up, as when other news came meanwhile.
   */
  private static boolean isLostWithItsTask(WorkflowServiceException failure) {
    return failure.getCause() instanceof StatusRuntimeException cause
        && cause.getStatus().getCode() == Status.Code.FAILED_PRECONDITION;
  }

  private void sendOnce(String workflowId, String update, String actId, Object act) {
    try {
      deadlines.within(
          PATIENCE,
          () ->
              client
                  .newUntypedWorkflowStub(workflowId)
                  .startUpdate(
                      UpdateOptions.newBuilder(JsonNode.class)
                          .setUpdateName(update)
                          .setUpdateId(actId)
                          .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                          .build(),
                      act)
                  .getResult());
    } catch (WorkflowUpdateTimeoutOrCancelledException e) {
      throw new UnansweredException(
          "No worker has answered within %d seconds. Whether the act was done is not known; repeating it with the header Idempotency-Key: %s is safe."
              .formatted(PATIENCE.toSeconds(), actId));
    } catch (WorkflowUpdateException e) {
      throw Refusals.answer(e);
    }
  }

  /** Whether a workflow did this very act before it ended: sent again, it is answered as then. */
  public boolean wasDone(String workflowId, String actId) {
    try {
      return deadlines.within(
          PATIENCE,
          () -> {
            client
                .newUntypedWorkflowStub(workflowId)
                .getUpdateHandle(actId, JsonNode.class)
                .getResult();
            return true;
          });
    } catch (WorkflowUpdateException
        | WorkflowUpdateTimeoutOrCancelledException
        | WorkflowNotFoundException neverDone) {
      return false;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
