package dev.stitch.activities.agent;

import dev.stitch.activities.step.PatientAttempts;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.port.AgentActivities;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What agents do outside their workflow. */
@Singleton
public class AgentActivitiesImpl implements AgentActivities {

  private final AgentTurns turns;
  private final Compactions compactions;
  private final ToolCalls tools;
  private final RunWorkspaces workspaces;
  private final ClaudeCodeRuns harness;
  private final AgentLauncher launcher;
  private final PatientAttempts attempts;

  AgentActivitiesImpl(
      AgentTurns turns,
      Compactions compactions,
      ToolCalls tools,
      RunWorkspaces workspaces,
      ClaudeCodeRuns harness,
      AgentLauncher launcher,
      PatientAttempts attempts) {
    this.turns = turns;
    this.compactions = compactions;
    this.tools = tools;
    this.workspaces = workspaces;
    this.harness = harness;
    this.launcher = launcher;
    this.attempts = attempts;
  }

  @Override
  public TurnResult ask(TurnRequest request) {
    return turns.ask(request);
  }

  @Override
  public CompactionResult compact(CompactionRequest request) {
    return compactions.compact(request);
  }

  @Override
  public ToolResult call(ToolRequest request) {
    return tools.call(request);
  }

  /** Runs that began under the first rules ask this; their turns reserve as all do. */
  @Override
  public Reservation reserve(TurnRequest request) {
    return new Reservation(null);
  }

  @Override
  public WorkspaceResult prepare(WorkspaceRequest request) {
    return workspaces.prepare(request);
  }

  @Override
  public HarnessResult runHarness(HarnessRequest request) {
    return harness.run(request);
  }

  @Override
  public void handOn(UUID sessionId) {
    attempts.make(
        attempt -> {
          launcher.goOn(sessionId);
          return null;
        });
  }
}
