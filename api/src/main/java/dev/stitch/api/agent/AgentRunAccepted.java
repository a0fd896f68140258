package dev.stitch.api.agent;

import dev.stitch.model.RunStatus;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/** A run of an agent that was accepted. */
public record AgentRunAccepted(
    UUID runId,
    UUID sessionId,
    @Nullable UUID workspaceId,
    String workflowId,
    RunStatus status,
    @Nullable String temporalUrl) {}
