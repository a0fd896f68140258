package dev.stitch.launch.agent;

import dev.stitch.launch.AgentLauncher;
import dev.stitch.launch.NewAgentRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.store.Ids;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.agent.SessionStatus;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.journey.EntityRepository;
import dev.stitch.store.workspace.CleanupStatus;
import dev.stitch.store.workspace.Workspace;
import dev.stitch.store.workspace.WorkspaceRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Accepts runs of agents, whoever asks for them. */
@Singleton
public class AgentRequests {

  private final SessionRepository sessions;
  private final AgentRunRepository runs;
  private final EntityRepository entities;
  private final WorkspaceRepository workspaces;
  private final ConnectionRepository connections;
  private final AgentLauncher launcher;

  AgentRequests(
      SessionRepository sessions,
      AgentRunRepository runs,
      EntityRepository entities,
      WorkspaceRepository workspaces,
      ConnectionRepository connections,
      AgentLauncher launcher) {
    this.sessions = sessions;
    this.runs = runs;
    this.entities = entities;
    this.workspaces = workspaces;
    this.connections = connections;
    this.launcher = launcher;
  }

  /**
   * Refuses what no run could be asked for.
   *
   * @throws Refusal naming the field
   */
  public static void check(AgentRunRequest request) {
    AgentRunCheck check = new AgentRunCheck(request);
    check.task();
    check.name();
    check.agentType();
    check.sessionName();
    check.limits();
    check.metadata();
    check.config(Ids.next());
  }

  /**
   * Accepts a run; takes part in the surrounding transaction.
   *
   * @param id of the run
   * @throws Refusal when it cannot be meant, or its session is busy
   */
  public AgentLauncher.Begun accept(UUID id, AgentRunRequest request, RunOrigin origin) {
    AgentRunCheck check = new AgentRunCheck(request);
    NewAgentRun run =
        new NewAgentRun(
            id,
            origin.named(check.name()),
            check.task(),
            check.agentType(),
            check.limits(),
            request.sessionId(),
            check.sessionName(),
            request.entityId(),
            check.metadata(),
            check.config(id));
    requireEntity(request.entityId());
    requireWorkspace(request.workspace());
    check.toolServers().forEach(this::requireServer);
    if (request.sessionId() != null) {
      lockIdle(request.sessionId());
    }
    return launcher.accept(run);
  }

  private void requireEntity(@Nullable UUID id) {
    if (id != null && entities.find(id).isEmpty()) {
      throw Refusal.invalid("/entityId", "there is no entity " + id);
    }
  }

  private void requireWorkspace(@Nullable AgentWorkspaceRequest asked) {
    if (asked == null || asked.id() == null) {
      return;
    }
    Workspace workspace =
        workspaces
            .find(asked.id())
            .orElseThrow(
                () -> Refusal.invalid("/workspace/id", "there is no workspace " + asked.id()));
    if (workspace.cleanupStatus() != CleanupStatus.KEPT) {
      throw Refusal.conflict(
          "/workspace/id",
          "The workspace " + asked.id() + " was cleaned up: name its repo instead.");
    }
  }

  private void requireServer(int place, String name) {
    if (connections.find(Toolkit.MCP, name).isEmpty()) {
      throw Refusal.invalid("/tools/" + place, "there is no mcp connection " + name);
    }
  }

  private void lockIdle(UUID sessionId) {
    SessionStatus status =
        sessions
            .lock(sessionId)
            .orElseThrow(() -> Refusal.invalid("/sessionId", "there is no session " + sessionId));
    if (!status.takesMessages()) {
      throw Refusal.conflict("/sessionId", AgentTexts.closed(sessionId));
    }
    runs.lastOf(sessionId)
        .filter(AgentRunRepository.LastRun::isLive)
        .ifPresent(
            run -> {
              throw Refusal.conflict(
                  "/sessionId",
                  "Run %s of session %s is %s: write a message to the session instead."
                      .formatted(run.id(), sessionId, run.status()));
            });
  }
}
