package dev.stitch.driver;

import dev.stitch.machine.RunAct;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.RunStatus;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The acts that every run takes that is a workflow of its own, whatever its type; whoever acts
 * needs its workflow id only. A refused act fails with an {@code ApplicationFailure} of type {@link
 * dev.stitch.port.RefusedUpdate#TYPE}; one that is done answers after its facts are in the
 * database. An update's id is its act's id.
 *
 * <p>There is no {@code retry}: a run that has ended is closed, and is retried by a new one.
 */
public interface RunActs {

  @UpdateMethod
  Outcome pause(RunAct.Pause act);

  @UpdateValidatorMethod(updateName = "pause")
  void checkPause(RunAct.Pause act);

  @UpdateMethod
  Outcome resume(RunAct.Resume act);

  @UpdateValidatorMethod(updateName = "resume")
  void checkResume(RunAct.Resume act);

  @UpdateMethod
  Outcome cancel(RunAct.Cancel act);

  @UpdateValidatorMethod(updateName = "cancel")
  void checkCancel(RunAct.Cancel act);

  @UpdateMethod
  Outcome skip(RunAct.Skip act);

  @UpdateValidatorMethod(updateName = "skip")
  void checkSkip(RunAct.Skip act);

  @UpdateMethod
  Outcome answer(RunAct.Answer act);

  @UpdateValidatorMethod(updateName = "answer")
  void checkAnswer(RunAct.Answer act);

  /**
   * The run after an act.
   *
   * @param waitingOn empty while one of its steps runs
   */
  record Outcome(UUID runId, RunStatus status, List<WaitingOn> waitingOn) {
    public Outcome {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(status, "status");
      waitingOn = List.copyOf(waitingOn);
    }
  }
}
