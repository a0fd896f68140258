package dev.stitch.api.agent;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.NewAgentRun;
import dev.stitch.model.RunStatus;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.agent.SessionStatus;
import dev.stitch.store.journey.EntityRepository;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.UUID;

/** Accepts runs of agents. */
@Singleton
class AgentRuns {

  private final SessionRepository sessions;
  private final AgentRunRepository runs;
  private final EntityRepository entities;
  private final AgentLauncher agents;
  private final Launcher launcher;
  private final TemporalUi temporal;

  AgentRuns(
      SessionRepository sessions,
      AgentRunRepository runs,
      EntityRepository entities,
      AgentLauncher agents,
      Launcher launcher,
      TemporalUi temporal) {
    this.sessions = sessions;
    this.runs = runs;
    this.entities = entities;
    this.agents = agents;
    this.launcher = launcher;
    this.temporal = temporal;
  }

  /** Takes part in the surrounding transaction. */
  Accepted<AgentRunAccepted> accept(AgentRunRequest request, Caller caller) {
    AgentRunCheck check = new AgentRunCheck(request);
    NewAgentRun run =
        new NewAgentRun(
            check.task(),
            check.name(),
            check.agentType(),
            check.limits(),
            request.sessionId(),
            check.sessionName(),
            request.entityId(),
            check.metadata(),
            true,
            check.config(),
            caller.actor());
    requireEntity(request.entityId());
    if (request.sessionId() != null) {
      lockIdle(request.sessionId());
    }
    AgentLauncher.Begun begun = agents.accept(run);
    String workflowId = begun.launch().workflowId();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new AgentRunAccepted(
            begun.runId(),
            begun.sessionId(),
            null,
            workflowId,
            RunStatus.PENDING,
            temporal.url(workflowId)),
        URI.create("/api/workflows/" + begun.runId()),
        () -> launcher.startOrLeave(begun.launch()));
  }

  private void requireEntity(@Nullable UUID id) {
    if (id != null && entities.find(id).isEmpty()) {
      throw ApiProblem.invalid("/entityId", "there is no entity " + id);
    }
  }

  private void lockIdle(UUID sessionId) {
    SessionStatus status =
        sessions
            .lock(sessionId)
            .orElseThrow(
                () -> ApiProblem.invalid("/sessionId", "there is no session " + sessionId));
    if (status == SessionStatus.CLOSED) {
      throw ApiProblem.conflict("/sessionId", "Session " + sessionId + " is closed.");
    }
    runs.lastOf(sessionId)
        .filter(AgentRunRepository.LastRun::isLive)
        .ifPresent(
            run -> {
              throw ApiProblem.conflict(
                  "/sessionId",
                  "Run %s of session %s is %s: write a message to the session instead."
                      .formatted(run.id(), sessionId, run.status()));
            });
  }
}
