package dev.stitch.port;

import java.util.Objects;
import java.util.UUID;

/**
 * Who called a run.
 *
 * @param workflowId the workflow that waits for its end
 * @param callId what it knows the run by
 */
public record RunCaller(String workflowId, UUID callId) {
  public RunCaller {
    Objects.requireNonNull(workflowId, "workflowId");
    Objects.requireNonNull(callId, "callId");
  }
}
