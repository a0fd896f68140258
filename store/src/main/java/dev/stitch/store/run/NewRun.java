package dev.stitch.store.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * A direct run that is accepted.
 *
 * @param flowVersion null when a draft runs
 * @param parentRunId the run that called it, or null
 * @param config {@code input}, and {@code workflowInput}, from which its workflow can be started
 *     again
 */
public record NewRun(
    UUID id,
    String name,
    String startedBy,
    JsonNode trigger,
    TriggerKind triggerKind,
    UUID flowId,
    @Nullable Integer flowVersion,
    String planHash,
    @Nullable UUID entityId,
    @Nullable String uxNodeId,
    JsonNode config,
    @Nullable UUID retryOf,
    @Nullable UUID parentRunId,
    String temporalWorkflowId) {}
