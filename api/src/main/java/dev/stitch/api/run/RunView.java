package dev.stitch.api.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.RunStatus;
import dev.stitch.store.run.RunIsolation;
import dev.stitch.store.run.RunPeople;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.StepRow;
import dev.stitch.store.run.TriggerKind;
import dev.stitch.store.run.WorkflowType;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A run as clients see it.
 *
 * @param contact whom it is for; left out when it is for nobody in particular
 * @param openTask the oldest task that it waits for a person to answer; left out when there is none
 * @param waitingStep the step of a flow that it waits for; left out while any goes on
 * @param config what it was started with
 * @param input what of it its steps see as {@code input}
 * @param costUsd US dollars, by the price table of the day
 * @param workflowId its Temporal workflow, also told as {@code temporalWorkflowId}; its journey's
 *     when it runs inside it
 * @param durationMs from its start to its end, or until now while it runs; null before its start
 * @param waitingOn what holds a run that works off many items, such as a platform's limit; left out
 *     for the runs whose steps tell
 * @param agent what only runs of agents have, in the view itself
 * @param git what only runs that work in a workspace have, in the view itself
 * @param nodeStates {@code {nodeId: {status, attempt, startedAt, completedAt, error}}}; only where
 *     a single run is answered
 * @param result outputs by node; a large one is a reference whose {@code href}, where a single run
 *     is answered, leads to it
 * @param steps by {@code stepIndex}; only where a single run is answered
 */
public record RunView(
    UUID id,
    WorkflowType workflowType,
    RunStatus status,
    String name,
    @Nullable String startedBy,
    JsonNode trigger,
    TriggerKind triggerKind,
    @Nullable UUID templateId,
    @Nullable UUID flowId,
    @Nullable Integer flowVersion,
    @Nullable UUID entityId,
    @JsonInclude(JsonInclude.Include.NON_NULL) RunPeople.@Nullable Subject contact,
    @JsonInclude(JsonInclude.Include.NON_NULL) RunPeople.@Nullable Question openTask,
    @JsonInclude(JsonInclude.Include.NON_NULL) RunPeople.@Nullable WaitingStep waitingStep,
    @Nullable String uxNodeId,
    @Nullable Integer visit,
    RunIsolation isolation,
    int totalItems,
    int processedItems,
    int successItems,
    int skippedItems,
    int errorItems,
    JsonNode config,
    @Nullable JsonNode input,
    @Nullable JsonNode result,
    JsonNode errors,
    @Nullable UUID parentRunId,
    @Nullable UUID retryOf,
    @Nullable UUID sessionId,
    @Nullable UUID workspaceId,
    @Nullable UUID platformAccountId,
    @Nullable String model,
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    BigDecimal costUsd,
    @Nullable String workflowId,
    @Nullable String temporalWorkflowId,
    @Nullable String temporalRunId,
    @Nullable String temporalUrl,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Long durationMs,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode waitingOn,
    @JsonUnwrapped @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AgentFields agent,
    @JsonUnwrapped @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable GitFields git,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode nodeStates,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<StepRow> steps) {

  private static final String WORKFLOW_INPUT = "workflowInput";

  static RunView of(
      RunRow row,
      RunPeople.Involved people,
      @Nullable JsonNode result,
      @Nullable String temporalUrl,
      Instant now,
      @Nullable AgentFields agent,
      @Nullable GitFields git,
      @Nullable JsonNode nodeStates,
      @Nullable List<StepRow> steps) {
    return new RunView(
        row.id(),
        row.workflowType(),
        row.status(),
        row.origin().name(),
        row.origin().startedBy(),
        row.origin().trigger(),
        row.origin().triggerKind(),
        row.origin().templateId(),
        row.flowId(),
        row.flowVersion(),
        row.entityId(),
        people.subject(),
        people.question(),
        people.waitingStep(),
        row.uxNodeId(),
        row.visit(),
        row.isolation(),
        row.items().total(),
        row.items().processed(),
        row.items().success(),
        row.items().skipped(),
        row.items().error(),
        config(row),
        row.config().get("input"),
        result,
        row.outcome().errors(),
        row.parentRunId(),
        row.retryOf(),
        row.owners().sessionId(),
        row.owners().workspaceId(),
        row.owners().platformAccountId(),
        row.usage().model(),
        row.usage().inputTokens(),
        row.usage().outputTokens(),
        row.usage().cacheReadTokens(),
        row.usage().cacheWriteTokens(),
        row.usage().costUsd(),
        row.temporalWorkflowId(),
        row.temporalWorkflowId(),
        row.temporalRunId(),
        temporalUrl,
        row.times().startedAt(),
        row.times().completedAt(),
        row.times().createdAt(),
        row.times().updatedAt(),
        duration(row.times(), now),
        row.outcome().waitingOn(),
        agent,
        git,
        nodeStates,
        steps);
  }

  /** Without what only the workflow is started with, which repeats the rest. */
  private static JsonNode config(RunRow row) {
    return row.config() instanceof ObjectNode config
        ? config.deepCopy().without(WORKFLOW_INPUT)
        : row.config();
  }

  private static @Nullable Long duration(RunRow.Times times, Instant now) {
    if (times.startedAt() == null) {
      return null;
    }
    Instant end = times.completedAt() == null ? now : times.completedAt();
    return Math.max(0, Duration.between(times.startedAt(), end).toMillis());
  }
}
