package dev.stitch.journey;

import dev.stitch.driver.RunSignals;
import dev.stitch.machine.Act;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.path.JourneyReports;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One entity's passage through one business flow. Holds the entity's whole state; the database is a
 * projection of it.
 *
 * <p>Acts are updates: refused ones fail with an {@code ApplicationFailure} of type {@link
 * dev.stitch.port.RefusedUpdate#TYPE} and leave no trace; accepted ones answer after their facts
 * are in the database. An update's id is its act's id.
 */
@WorkflowInterface
public interface JourneyWorkflow extends JourneyReports {

  @WorkflowMethod(name = "Journey")
  JourneyEnd run(JourneyArguments input);

  @UpdateMethod
  JourneyView move(Act.Move act);

  @UpdateValidatorMethod(updateName = "move")
  void checkMove(Act.Move act);

  @UpdateMethod
  JourneyView advance(Act.Advance act);

  @UpdateValidatorMethod(updateName = "advance")
  void checkAdvance(Act.Advance act);

  @UpdateMethod
  JourneyView pause(Act.Pause act);

  @UpdateValidatorMethod(updateName = "pause")
  void checkPause(Act.Pause act);

  @UpdateMethod
  JourneyView resume(Act.Resume act);

  @UpdateValidatorMethod(updateName = "resume")
  void checkResume(Act.Resume act);

  @UpdateMethod
  JourneyView retry(Act.Retry act);

  @UpdateValidatorMethod(updateName = "retry")
  void checkRetry(Act.Retry act);

  @UpdateMethod
  JourneyView skip(Act.Skip act);

  @UpdateValidatorMethod(updateName = "skip")
  void checkSkip(Act.Skip act);

  @UpdateMethod
  JourneyView cancel(Act.Cancel act);

  @UpdateValidatorMethod(updateName = "cancel")
  void checkCancel(Act.Cancel act);

  @UpdateMethod
  JourneyView answerTask(Act.AnswerTask act);

  @UpdateValidatorMethod(updateName = "answerTask")
  void checkAnswerTask(Act.AnswerTask act);

  @UpdateMethod
  JourneyView migrate(Act.Migrate act);

  @UpdateValidatorMethod(updateName = "migrate")
  void checkMigrate(Act.Migrate act);

  @UpdateMethod
  JourneyView setMetadata(Act.SetMetadata act);

  @UpdateValidatorMethod(updateName = "setMetadata")
  void checkSetMetadata(Act.SetMetadata act);

  @UpdateMethod
  JourneyView controlRun(Act.ControlRun act);

  @UpdateValidatorMethod(updateName = "controlRun")
  void checkControlRun(Act.ControlRun act);

  /** Something happened outside. */
  @SignalMethod
  void event(ExternalEvent event);

  /** The contact answered a mail; an event named {@code reply}. */
  @SignalMethod
  void reply(ExternalEvent reply);

  /** An outside worker answered a step of a path that runs inside this journey. */
  @SignalMethod
  void callback(RunSignals.Callback callback);

  /** Any act, for callers that must not wait; an invalid one is recorded as refused. */
  @SignalMethod
  void intervene(Intervention intervention);

  /**
   * An operator reset this workflow: the journey writes to its row what is true again, and asks
   * each of its paths to report, because the history may lack the ends of some.
   */
  @SignalMethod
  void afterReset();

  /** Newer than the projection. */
  @QueryMethod
  JourneyView view();
}
