package dev.stitch.api.agent;

import dev.stitch.api.http.Accepted;
import dev.stitch.api.security.Caller;
import dev.stitch.api.temporal.TemporalUi;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.agent.AgentRequests;
import dev.stitch.launch.agent.AgentRunRequest;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.model.RunStatus;
import dev.stitch.store.Ids;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.net.URI;

/** Accepts runs of agents. */
@Singleton
public class AgentRuns {

  private final AgentRequests requests;
  private final Launcher launcher;
  private final TemporalUi temporal;

  AgentRuns(AgentRequests requests, Launcher launcher, TemporalUi temporal) {
    this.requests = requests;
    this.launcher = launcher;
    this.temporal = temporal;
  }

  /** Takes part in the surrounding transaction. */
  public Accepted<AgentRunAccepted> accept(AgentRunRequest request, Caller caller) {
    AgentLauncher.Begun begun = requests.accept(Ids.next(), request, RunOrigin.api(caller.actor()));
    String workflowId = begun.launch().workflowId();
    return new Accepted<>(
        HttpStatus.ACCEPTED,
        new AgentRunAccepted(
            begun.runId(),
            begun.sessionId(),
            begun.workspaceId(),
            workflowId,
            RunStatus.PENDING,
            temporal.url(workflowId)),
        URI.create("/api/workflows/" + begun.runId()),
        () -> launcher.startOrLeave(begun.launch()));
  }
}
