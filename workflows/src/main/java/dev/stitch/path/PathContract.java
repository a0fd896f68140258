package dev.stitch.path;

import dev.stitch.machine.DerivedId;
import dev.stitch.model.RunFamily;
import dev.stitch.port.StartOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import java.util.Optional;
import java.util.UUID;

/** Ids and start options of runs of system flows: made here and nowhere else. */
public final class PathContract {

  private PathContract() {}

  /** A direct run. */
  public static String runWorkflowId(UUID runId) {
    return RunFamily.RUN.workflowId(runId);
  }

  /**
   * A path of a journey.
   *
   * @param retry 0 for the first run, then the number of the retry
   */
  public static String pathWorkflowId(
      UUID entityId, String uxNodeId, int visit, UUID systemFlowId, int retry) {
    String id =
        RunFamily.PATH.workflowId(entityId + "/" + uxNodeId + "/" + visit + "/" + systemFlowId);
    return retry == 0 ? id : id + "/retry-" + retry;
  }

  /** The workflow that starts a run for each of many items. */
  public static String eachWorkflowId(UUID callId) {
    return RunFamily.FOR_EACH.workflowId(callId);
  }

  /** The call that such a workflow carries out; empty for the id of any other workflow. */
  public static Optional<UUID> callId(String workflowId) {
    return RunFamily.FOR_EACH.key(workflowId).map(UUID::fromString);
  }

  /** The run of one item. */
  public static UUID itemRunId(UUID callId, int index) {
    return DerivedId.of(callId, index);
  }

  public static WorkflowOptions startOptionsOfEach(UUID callId) {
    return StartOptions.of(RunFamily.FOR_EACH, callId, SearchAttributes.EMPTY);
  }
}
