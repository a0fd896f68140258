package dev.stitch.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.agent.AgentLimits;
import dev.stitch.store.run.NewRun;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * A run of an agent that somebody asks for.
 *
 * @param id of the run
 * @param origin who asks for it, and what it is called
 * @param task what the agent is to do; the session's next message
 * @param sessionId the session that it goes on with, or null for one of its own
 * @param sessionName what a session of its own is called
 * @param config what it was asked for: model, systemPrompt, tools, script, budgetUsd, connection,
 *     workspace
 */
public record NewAgentRun(
    UUID id,
    NewRun.Origin origin,
    String task,
    @Nullable String agentType,
    AgentLimits limits,
    @Nullable UUID sessionId,
    String sessionName,
    @Nullable UUID entityId,
    ObjectNode metadata,
    ObjectNode config) {}
