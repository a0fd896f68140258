package dev.stitch.path;

import dev.stitch.machine.DerivedId;
import dev.stitch.model.TaskQueues;
import dev.stitch.port.PathArguments;
import dev.stitch.port.RunAttributes;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Optional;
import java.util.UUID;

/** Ids and start options of runs of system flows: made here and nowhere else. */
public final class PathContract {

  private static final String EACH_PREFIX = "each/";

  private PathContract() {}

  /** A direct run. */
  public static String runWorkflowId(UUID runId) {
    return "run/" + runId;
  }

  /**
   * A path of a journey.
   *
   * @param retry 0 for the first run, then the number of the retry
   */
  public static String pathWorkflowId(
      UUID entityId, String uxNodeId, int visit, UUID systemFlowId, int retry) {
    String id = "path/" + entityId + "/" + uxNodeId + "/" + visit + "/" + systemFlowId;
    return retry == 0 ? id : id + "/retry-" + retry;
  }

  /** The workflow that starts a run for each of many items. */
  public static String eachWorkflowId(UUID callId) {
    return EACH_PREFIX + callId;
  }

  /** The call that such a workflow carries out; empty for the id of any other workflow. */
  public static Optional<UUID> callId(String workflowId) {
    return workflowId.startsWith(EACH_PREFIX)
        ? Optional.of(UUID.fromString(workflowId.substring(EACH_PREFIX.length())))
        : Optional.empty();
  }

  /** The run of one item. */
  public static UUID itemRunId(UUID callId, int index) {
    return DerivedId.of(callId, index);
  }

  /** Starting twice is starting once. */
  public static WorkflowOptions startOptionsOfEach(UUID callId) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(eachWorkflowId(callId))
        .setTaskQueue(TaskQueues.JOURNEYS)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .build();
  }

  /** For direct runs; paths are started by their journey. */
  public static WorkflowOptions startOptions(PathArguments input) {
    SearchAttributes.Builder attributes =
        SearchAttributes.newBuilder()
            .set(RunAttributes.FLOW, input.flowId().toString())
            .set(RunAttributes.RUN_TYPE, "flow");
    if (input.entityId() != null) {
      attributes.set(RunAttributes.ENTITY, input.entityId().toString());
    }
    return WorkflowOptions.newBuilder()
        .setWorkflowId(runWorkflowId(input.runId()))
        .setTaskQueue(TaskQueues.JOURNEYS)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setTypedSearchAttributes(attributes.build())
        .build();
  }
}
