package dev.stitch.journey;

import dev.stitch.port.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import java.util.UUID;

/** Names, ids and start options of journeys: made here and nowhere else. */
public final class JourneyContract {

  /** Type of the failure that answers a refused act; its first detail is a {@code Refusal}. */
  public static final String REFUSED = "Refused";

  public static final SearchAttributeKey<String> ENTITY =
      SearchAttributeKey.forKeyword("StitchEntity");
  public static final SearchAttributeKey<String> FLOW = SearchAttributeKey.forKeyword("StitchFlow");
  public static final SearchAttributeKey<String> NODE = SearchAttributeKey.forKeyword("StitchNode");
  public static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword("StitchStatus");
  public static final SearchAttributeKey<String> RUN_TYPE =
      SearchAttributeKey.forKeyword("StitchRunType");
  public static final SearchAttributeKey<String> CONTACT =
      SearchAttributeKey.forKeyword("StitchContact");

  private JourneyContract() {}

  public static String workflowId(UUID entityId) {
    return "journey/" + entityId;
  }

  /** Starting twice is starting once; a journey that ended never starts again under its id. */
  public static WorkflowOptions startOptions(JourneyInput input) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(workflowId(input.entityId()))
        .setTaskQueue(TaskQueues.JOURNEYS)
        .setWorkflowIdConflictPolicy(
            WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setTypedSearchAttributes(
            SearchAttributes.newBuilder()
                .set(ENTITY, input.entityId().toString())
                .set(FLOW, input.flowId().toString())
                .set(CONTACT, input.contactId().toString())
                .build())
        .build();
  }
}
