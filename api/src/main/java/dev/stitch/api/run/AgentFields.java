package dev.stitch.api.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.store.agent.AgentRunRepository;
import io.micronaut.core.annotation.Nullable;

/**
 * What the view of an agent's run has besides that of every run.
 *
 * @param workflowName what the run is called
 * @param taskInput what the agent was asked to do
 * @param cleanupStatus what became of its workspace; null where it had none
 * @param cacheWrite1hTokens those of its tokens written to a cache that are kept for an hour
 */
public record AgentFields(
    String workflowName,
    @Nullable String agentType,
    String taskInput,
    @Nullable String sessionName,
    boolean persistent,
    @Nullable String cleanupStatus,
    JsonNode metadata,
    long cacheWrite1hTokens) {

  static AgentFields of(AgentRunRepository.View view) {
    AgentRunRepository.Details details = view.details();
    return new AgentFields(
        details.workflowName(),
        details.agentType(),
        details.taskInput(),
        view.sessionName(),
        details.persistent(),
        details.cleanupStatus(),
        details.metadata(),
        view.cacheWrite1hTokens());
  }
}
