package dev.stitch.port;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that calls runs of another flow, as these need to know it.
 *
 * @param runId the run that calls: their parent
 * @param firstRunId the first run of its retry chain; part of the effect keys of what it calls
 * @param nodeId the step
 * @param execution number of the step's execution in the retry chain
 * @param workflowId the workflow that waits for the end
 * @param metadata the entity's metadata as the step sees it, or null
 */
public record Calling(
    UUID runId,
    UUID firstRunId,
    String nodeId,
    int execution,
    String workflowId,
    @Nullable UUID entityId,
    @Nullable UUID contactId,
    @Nullable String uxNodeId,
    @Nullable JsonNode metadata,
    String triggerKind,
    @Nullable String startedBy) {

  public Calling {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(firstRunId, "firstRunId");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(workflowId, "workflowId");
  }
}
