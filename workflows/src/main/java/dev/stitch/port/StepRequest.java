package dev.stitch.port;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step to carry out.
 *
 * @param variables {@code input, trigger, entity, steps}, or null when they are kept; the contact
 *     is read when it is needed
 * @param variablesAt under which number of the run they are kept, or null when they are here
 * @param execution number of the node's execution in the retry chain
 */
public record StepRequest(
    String planHash,
    String nodeId,
    UUID runId,
    UUID firstRunId,
    int execution,
    @Nullable UUID entityId,
    @Nullable UUID contactId,
    @Nullable JsonNode variables,
    @Nullable Integer variablesAt,
    Instant now) {

  public StepRequest {
    Objects.requireNonNull(planHash, "planHash");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(firstRunId, "firstRunId");
  }
}
