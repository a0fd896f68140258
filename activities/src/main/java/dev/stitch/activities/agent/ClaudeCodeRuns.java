package dev.stitch.activities.agent;

import dev.stitch.activities.claudecode.ClaudeProgram;
import dev.stitch.activities.git.WorkspaceTools;
import dev.stitch.activities.step.PatientAttempts;
import dev.stitch.activities.step.StepAttempt;
import dev.stitch.launch.Launcher;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.port.AgentActivities.HarnessRequest;
import dev.stitch.port.AgentActivities.HarnessResult;
import dev.stitch.store.Database;
import dev.stitch.store.agent.AgentRunRepository;
import dev.stitch.store.agent.ConversationRepository;
import dev.stitch.store.agent.SessionRepository;
import dev.stitch.store.agent.TranscriptRepository;
import io.micronaut.context.annotation.Value;
import io.temporal.activity.Activity;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Has Claude Code work on the tasks of runs. */
@Singleton
class ClaudeCodeRuns {

  /** Longer than it works before it makes room, with the turn that is under way then. */
  private static final Duration LIMIT = Duration.ofMinutes(110);

  final Database database;
  final AgentRunRepository runs;
  final SessionRepository sessions;
  final ConversationRepository conversations;
  final TranscriptRepository transcripts;
  final AgentTurns turns;
  final ToolCalls toolCalls;
  final Tools tools;
  final RunWorkspaces workspaces;
  final Launcher launcher;
  final ClaudeProgram program;

  /** How long a process is kept while its run waits for a person. */
  final Duration hold;

  private final PatientAttempts attempts;

  ClaudeCodeRuns(
      Database database,
      AgentRunRepository runs,
      SessionRepository sessions,
      ConversationRepository conversations,
      TranscriptRepository transcripts,
      AgentTurns turns,
      ToolCalls toolCalls,
      Tools tools,
      RunWorkspaces workspaces,
      Launcher launcher,
      ClaudeProgram program,
      PatientAttempts attempts,
      @Value("${stitch.claude.hold:PT30S}") Duration hold) {
    this.database = database;
    this.runs = runs;
    this.sessions = sessions;
    this.conversations = conversations;
    this.transcripts = transcripts;
    this.turns = turns;
    this.toolCalls = toolCalls;
    this.tools = tools;
    this.workspaces = workspaces;
    this.launcher = launcher;
    this.program = program;
    this.attempts = attempts;
    this.hold = hold;
  }

  HarnessResult run(HarnessRequest request) {
    String workflowId = Activity.getExecutionContext().getInfo().getWorkflowId();
    return attempts.make(
        attempt ->
            attempts.within(
                attempt,
                new PatientAttempts.Terms("Claude Code", PaidAttempts.RETRY, LIMIT),
                () -> run(request, workflowId, attempt)));
  }

  private HarnessResult run(HarnessRequest request, String workflowId, StepAttempt attempt)
      throws StepException, InterruptedException {
    AgentRunRepository.Run run =
        runs.find(request.runId())
            .orElseThrow(
                () -> new StepException(FailureCode.NOT_FOUND, "the run was deleted meanwhile"));
    WorkspaceTools.Place place =
        workspaces
            .place(request.runId(), run, attempt)
            .orElse(new WorkspaceTools.Place(null, null));
    if (place.taskQueue() != null) {
      return new HarnessResult(place.taskQueue());
    }
    new ClaudeCodeRun(this, request, workflowId, run, place.folder(), attempt).work();
    return new HarnessResult(null);
  }
}
