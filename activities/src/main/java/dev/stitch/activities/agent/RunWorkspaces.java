package dev.stitch.activities.agent;

import dev.stitch.activities.git.WorkspaceTools;
import dev.stitch.activities.step.PatientAttempts;
import dev.stitch.activities.step.StepAttempt;
import dev.stitch.activities.step.StepServices;
import dev.stitch.agent.AgentContract;
import dev.stitch.launch.AgentWorkspace;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.plan.Retry;
import dev.stitch.port.AgentActivities.WorkspaceRequest;
import dev.stitch.port.AgentActivities.WorkspaceResult;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.workspace.Workspace;
import dev.stitch.store.workspace.WorkspaceRepository;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Has the workspaces of runs be ready, and tells where they are. */
@Singleton
class RunWorkspaces {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final AgentRunRepository runs;
  private final WorkspaceRepository workspaces;
  private final WorkspaceTools tools;
  private final StepServices services;
  private final PatientAttempts attempts;
  private final Clock clock = Clock.systemUTC();

  RunWorkspaces(
      AgentRunRepository runs,
      WorkspaceRepository workspaces,
      WorkspaceTools tools,
      StepServices services,
      PatientAttempts attempts) {
    this.runs = runs;
    this.workspaces = workspaces;
    this.tools = tools;
    this.services = services;
    this.attempts = attempts;
  }

  WorkspaceResult prepare(WorkspaceRequest request) {
    return attempts.make(
        attempt ->
            attempts.within(
                attempt,
                new PatientAttempts.Terms("the workspace of an agent", Retry.DEFAULT, LIMIT),
                () ->
                    new WorkspaceResult(prepare(request, attempt).orElse(null), attempt.number())));
  }

  private Optional<String> prepare(WorkspaceRequest request, StepAttempt attempt)
      throws StepException, InterruptedException {
    AgentRunRepository.Run run =
        runs.find(request.runId())
            .orElseThrow(
                () -> new StepException(FailureCode.NOT_FOUND, "the run was deleted meanwhile"));
    return tools.prepare(
        context(request.runId(), run, attempt), AgentWorkspace.of(run.config()).orElseThrow());
  }

  private ToolCallContext context(UUID runId, AgentRunRepository.Run run, StepAttempt attempt) {
    return ToolCallContext.of(
        services,
        new ToolCallContext.Call(
            runId,
            AgentContract.WORKSPACE,
            AgentContract.WORKSPACE,
            run.entityId(),
            run.startedBy(),
            clock.instant(),
            attempt.number(),
            attempt::heartbeat));
  }

  /** Where a harness works; empty where its run has no workspace. */
  Optional<WorkspaceTools.Place> place(UUID runId, AgentRunRepository.Run run, StepAttempt attempt)
      throws StepException, InterruptedException {
    return AgentWorkspace.of(run.config()).isPresent()
        ? Optional.of(tools.place(context(runId, run, attempt)))
        : Optional.empty();
  }

  /** Has a run tell what its harness has changed, where it works in a workspace. */
  void note(UUID runId, AgentRunRepository.Run run, StepAttempt attempt)
      throws StepException, InterruptedException {
    if (AgentWorkspace.of(run.config()).isPresent()) {
      tools.note(context(runId, run, attempt));
    }
  }

  /** The task queue of the host that has a run's workspace; empty where there is none. */
  Optional<String> taskQueue(AgentRunRepository.Run run) {
    return AgentWorkspace.of(run.config())
        .flatMap(workspace -> workspaces.find(workspace.id()))
        .map(Workspace::host)
        .map(TaskQueues::ofWorkspaces);
  }
}
