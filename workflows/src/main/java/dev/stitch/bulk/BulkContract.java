package dev.stitch.bulk;

import dev.stitch.model.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import java.util.UUID;

/** Ids and start options of bulk operations: made here and nowhere else. */
public final class BulkContract {

  private BulkContract() {}

  public static String workflowId(UUID operationId) {
    return "bulk/" + operationId;
  }

  /** Starting twice is starting once; an operation that ended never starts again. */
  public static WorkflowOptions startOptions(UUID operationId) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(workflowId(operationId))
        .setTaskQueue(TaskQueues.JOURNEYS)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .build();
  }
}
