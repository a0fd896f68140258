package dev.stitch.launch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.agent.AgentLimits;
import io.micronaut.core.annotation.Nullable;
import java.util.UUID;

/**
 * A run of an agent that somebody asks for.
 *
 * @param task what the agent is to do; the session's next message
 * @param name what it is called
 * @param sessionId the session that it goes on with, or null for one of its own
 * @param sessionName what a session of its own is called
 * @param config what it was asked for: model, systemPrompt, tools, script, budgetUsd, connection
 */
public record NewAgentRun(
    String task,
    String name,
    @Nullable String agentType,
    AgentLimits limits,
    @Nullable UUID sessionId,
    String sessionName,
    @Nullable UUID entityId,
    ObjectNode metadata,
    boolean persistent,
    ObjectNode config,
    String startedBy) {}
