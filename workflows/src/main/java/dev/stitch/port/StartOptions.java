package dev.stitch.port;

import dev.stitch.model.RunFamily;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;

/**
 * The options by which workflows are started. Starting twice is starting once, and a workflow that
 * has ended never starts again under its id.
 */
public final class StartOptions {

  private StartOptions() {}

  /**
   * Options to start one workflow.
   *
   * @param key what its id says after the family's prefix
   */
  public static WorkflowOptions of(RunFamily family, Object key, SearchAttributes attributes) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(family.workflowId(key))
        .setTaskQueue(family.taskQueue())
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setTypedSearchAttributes(attributes)
        .build();
  }
}
