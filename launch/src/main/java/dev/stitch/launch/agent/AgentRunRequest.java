package dev.stitch.launch.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.AgentApproval;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * What an agent is to do, and with what.
 *
 * @param task the first message of its session, or the next one
 * @param name what the run is called; the beginning of its task when left out
 * @param agentType a word of your own, by which runs are compared
 * @param model a model of Anthropic's API, or the offline stand-in "scripted", which needs a script
 * @param runner {@code sdk}, the default, or {@code claude-code}
 * @param tools names of the tools that it may use; all when left out, none for an empty list
 * @param script of the offline stand-in: turns, an entry for each; windowTokens and summary, for
 *     conversations that it finds too long
 * @param maxTurns most turns of the model, 1 to 500; 50 when left out
 * @param maxTokens most tokens that the model may write in all; 200,000 when left out
 * @param budgetUsd most that the run may cost, in US dollars
 * @param approval which tool calls wait for a person; {@code outward} when left out
 * @param connection stored key to ask the model with, by id or name; the server's own when left out
 * @param sessionId a session to go on with
 * @param sessionName what a new session is called
 * @param entityId the entity that the run is for
 * @param workspace where it works with files and git; without it the tools for that are refused
 * @param metadata whatever you want to find with the run
 */
public record AgentRunRequest(
    @Nullable String task,
    @Nullable String name,
    @Nullable String agentType,
    @Nullable String model,
    @Nullable String runner,
    @Nullable String systemPrompt,
    @Nullable List<String> tools,
    @Nullable ObjectNode script,
    @Nullable Integer maxTurns,
    @Nullable Long maxTokens,
    @Nullable BigDecimal budgetUsd,
    @Nullable AgentApproval approval,
    @Nullable String connection,
    @Nullable UUID sessionId,
    @Nullable String sessionName,
    @Nullable UUID entityId,
    @Nullable AgentWorkspaceRequest workspace,
    @Nullable ObjectNode metadata) {}
