package dev.stitch.store.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * A run of a system flow as its workflow knows it.
 *
 * @param steps how many steps it has recorded; later ones are of a task that was lost
 * @param resumeState what a retry takes over, or null
 */
public record RunRow(
    UUID id,
    String status,
    String name,
    @Nullable String startedBy,
    @Nullable JsonNode trigger,
    String triggerKind,
    UUID flowId,
    int flowVersion,
    String planHash,
    @Nullable UUID entityId,
    @Nullable String uxNodeId,
    @Nullable Integer visit,
    String isolation,
    @Nullable UUID retryOf,
    JsonNode nodeStates,
    @Nullable JsonNode resumeState,
    @Nullable JsonNode result,
    JsonNode errors,
    int steps,
    String temporalWorkflowId,
    String temporalRunId,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {}
