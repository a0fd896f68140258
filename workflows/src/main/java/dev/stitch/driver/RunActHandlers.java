package dev.stitch.driver;

import dev.stitch.machine.Refusal;
import dev.stitch.machine.RunAct;
import dev.stitch.port.RefusedUpdate;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes acts for one run: a driver registers it as a listener, and says which acts are refused and
 * how one is done.
 */
public final class RunActHandlers implements RunActs {

  private final Function<RunAct, Optional<Refusal>> check;
  private final Function<RunAct, Outcome> act;

  /**
   * @param check whether an act would be refused now, and why
   * @param act does an act and waits until its facts are in the database
   */
  public RunActHandlers(Function<RunAct, Optional<Refusal>> check, Function<RunAct, Outcome> act) {
    this.check = check;
    this.act = act;
  }

  @Override
  public Outcome pause(RunAct.Pause pause) {
    return act.apply(pause);
  }

  @Override
  public void checkPause(RunAct.Pause pause) {
    requireAllowed(pause);
  }

  @Override
  public Outcome resume(RunAct.Resume resume) {
    return act.apply(resume);
  }

  @Override
  public void checkResume(RunAct.Resume resume) {
    requireAllowed(resume);
  }

  @Override
  public Outcome cancel(RunAct.Cancel cancel) {
    return act.apply(cancel);
  }

  @Override
  public void checkCancel(RunAct.Cancel cancel) {
    requireAllowed(cancel);
  }

  @Override
  public Outcome skip(RunAct.Skip skip) {
    return act.apply(skip);
  }

  @Override
  public void checkSkip(RunAct.Skip skip) {
    requireAllowed(skip);
  }

  @Override
  public Outcome answer(RunAct.Answer answer) {
    return act.apply(answer);
  }

  @Override
  public void checkAnswer(RunAct.Answer answer) {
    requireAllowed(answer);
  }

  private void requireAllowed(RunAct asked) {
    check
        .apply(asked)
        .ifPresent(
            refusal -> {
              throw new RefusedUpdate(refusal);
            });
  }
}
