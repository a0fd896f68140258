package dev.stitch.journey;

import dev.stitch.model.TaskQueues;
import dev.stitch.port.RunAttributes;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Optional;
import java.util.UUID;

/** Names, ids and start options of journeys: made here and nowhere else. */
public final class JourneyContract {

  /** What goes before the entity's id in the workflow's id. */
  public static final String ID_PREFIX = "journey/";

  private JourneyContract() {}

  public static String workflowId(UUID entityId) {
    return ID_PREFIX + entityId;
  }

  /** The entity of a journey's workflow id; empty when it is not one of ours. */
  public static Optional<UUID> entityId(String workflowId) {
    try {
      return workflowId.startsWith(ID_PREFIX)
          ? Optional.of(UUID.fromString(workflowId.substring(ID_PREFIX.length())))
          : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** Starting twice is starting once; a journey that ended never starts again under its id. */
  public static WorkflowOptions startOptions(JourneyArguments input) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(workflowId(input.entityId()))
        .setTaskQueue(TaskQueues.JOURNEYS)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(RunAttributes.ENTITY, input.entityId().toString())
                .set(RunAttributes.FLOW, input.flowId().toString())
                .set(RunAttributes.CONTACT, input.contactId().toString())
                .build())
        .build();
  }
}
