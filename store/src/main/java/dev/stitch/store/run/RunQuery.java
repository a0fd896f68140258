package dev.stitch.store.run;

import dev.stitch.model.RunStatus;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * Which runs a list shows; null means all.
 *
 * @param topLevel true for runs that no other run has started, false for the others
 */
public record RunQuery(
    @Nullable RunStatus status,
    @Nullable WorkflowType workflowType,
    @Nullable TriggerKind triggerKind,
    @Nullable UUID flowId,
    @Nullable UUID entityId,
    @Nullable String uxNodeId,
    @Nullable UUID parentRunId,
    @Nullable UUID retryOf,
    @Nullable UUID templateId,
    @Nullable UUID sessionId,
    @Nullable UUID workspaceId,
    @Nullable UUID platformAccountId,
    @Nullable Boolean topLevel,
    OfAgent agent) {

  /**
   * Which runs of agents a list shows; with both null it shows all runs.
   *
   * @param workflowName what they are called, letter by letter
   */
  public record OfAgent(@Nullable String workflowName, @Nullable String agentType) {
    static final OfAgent ANY = new OfAgent(null, null);
  }

  /** The runs of one entity. */
  public static RunQuery ofEntity(UUID entityId) {
    return new RunQuery(
        null,
        null,
        null,
        null,
        entityId,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        OfAgent.ANY);
  }

  /** The runs that retry one. */
  public static RunQuery retriesOf(UUID runId) {
    return new RunQuery(
        null, null, null, null, null, null, null, runId, null, null, null, null, null, OfAgent.ANY);
  }
}
