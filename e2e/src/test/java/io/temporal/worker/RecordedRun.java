package io.temporal.worker;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;

/**
 * A recorded history that replays under the id that its run had, as on a server. The SDK's own way
 * gives every replay the same id, and a run whose id is not its original one is one that was reset.
 * It stands in this package because the SDK keeps to it what replays a history.
 */
@SuppressWarnings("deprecation") // the SDK takes no other here
public final class RecordedRun extends io.temporal.internal.common.WorkflowExecutionHistory {

  public RecordedRun(WorkflowExecutionHistory recorded) {
    super(recorded.getHistory(), recorded.getWorkflowExecution().getWorkflowId());
  }

  @Override
  public WorkflowExecution getWorkflowExecution() {
    String runId =
        getEvents()
            .getFirst()
            .getWorkflowExecutionStartedEventAttributes()
            .getOriginalExecutionRunId();
    return super.getWorkflowExecution().toBuilder().setRunId(runId).build();
  }

  /**
   * @throws Exception when the workflow's code does something else now
   */
  public void replayOn(Worker worker) throws Exception {
    worker.workflowWorker.queryWorkflowExecution(
        this, WorkflowClient.QUERY_TYPE_REPLAY_ONLY, String.class, String.class, new Object[] {});
  }
}
