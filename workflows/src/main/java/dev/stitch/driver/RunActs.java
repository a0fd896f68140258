package dev.stitch.driver;

import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.machine.WaitingOn;
import dev.stitch.model.RunStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The acts that every run takes that is a workflow of its own, whatever its type; whoever acts
 * needs its workflow id only.
 *
 * <p>There is no {@code retry}: a run that has ended is closed, and is retried by a new one.
 */
public final class RunActs extends ActHandlers<RunAct, RunActs.Outcome> {

  /**
   * @param check whether an act would be refused now, and why
   * @param act does an act and waits until its facts are in the database
   */
  public RunActs(Function<RunAct, Optional<Refusal>> check, Function<RunAct, Outcome> act) {
    super(RunAct.BY_NAME, check, act);
  }

  /**
   * The run after an act.
   *
   * @param waitingOn empty while one of its steps runs
   */
  public record Outcome(UUID runId, RunStatus status, List<WaitingOn> waitingOn) {
    public Outcome {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(status, "status");
      waitingOn = List.copyOf(waitingOn);
    }
  }
}
