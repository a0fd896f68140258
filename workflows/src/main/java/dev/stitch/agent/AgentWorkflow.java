package dev.stitch.agent;

import dev.stitch.driver.RunSignals;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/** A run of an agent. It takes the acts of every run, as updates. */
@WorkflowInterface
public interface AgentWorkflow {

  @WorkflowMethod(name = "Agent")
  void run(AgentArguments agent);

  /** Somebody wrote to the session; the model is given it with its next turn. */
  @SignalMethod(name = AgentContract.MESSAGE)
  void message(int message);

  /**
   * There may be money now that there was not.
   *
   * @param runId this run
   */
  @SignalMethod
  void lookAgain(UUID runId);

  /** A harness tells what a turn came to. */
  @SignalMethod(name = AgentContract.TURN_ANSWERED)
  void turnAnswered(AgentContract.TurnAnswered answered);

  /** A harness tells that it has carried a call out. */
  @SignalMethod(name = AgentContract.CALL_ENDED)
  void callEnded(AgentContract.CallEnded ended);

  /** The run that called it is paused. */
  @SignalMethod
  void pause(RunSignals.Pause pause);

  /** The run that called it goes on. */
  @SignalMethod
  void resume(RunSignals.Resume resume);
}
