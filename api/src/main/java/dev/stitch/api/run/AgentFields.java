package dev.stitch.api.run;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.agent.AgentRunRepository;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What the view of an agent's run has besides that of every run: among its fields, so that other
 * runs have none of these.
 *
 * @param workflowName what the run is called
 * @param taskInput what the agent was asked to do
 * @param cleanupStatus what became of its workspace; null where it had none
 * @param cacheWrite1hTokens those of its tokens written to a cache that are kept for an hour
 */
public record AgentFields(
    @Schema(requiredMode = NOT_REQUIRED) String workflowName,
    @Nullable String agentType,
    @Schema(requiredMode = NOT_REQUIRED) String taskInput,
    @Nullable String sessionName,
    @Schema(requiredMode = NOT_REQUIRED) boolean persistent,
    @Nullable String cleanupStatus,
    @Schema(requiredMode = NOT_REQUIRED) JsonNode metadata,
    @Schema(requiredMode = NOT_REQUIRED) long cacheWrite1hTokens) {

  static AgentFields of(AgentRunRepository.View view) {
    AgentRunRepository.Details details = view.details();
    return new AgentFields(
        details.workflowName(),
        details.agentType(),
        details.taskInput(),
        view.sessionName(),
        details.persistent(),
        view.cleanupStatus(),
        details.metadata(),
        view.cacheWrite1hTokens());
  }
}
