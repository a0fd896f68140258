package dev.stitch.journey;

import dev.stitch.driver.RunSignals;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.path.JourneyReports;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/**
 * One entity's passage through one business flow. Holds the entity's whole state; the database is a
 * projection of it.
 *
 * <p>Each {@link dev.stitch.machine.Act} is an update of its name, which {@link JourneyActs} takes.
 */
@WorkflowInterface
public interface JourneyWorkflow extends JourneyReports {

  @WorkflowMethod(name = "Journey")
  JourneyEnd run(JourneyArguments input);

  /** Something happened outside. */
  @SignalMethod
  void event(ExternalEvent event);

  /** The contact answered a mail; an event named {@code reply}. */
  @SignalMethod
  void reply(ExternalEvent reply);

  /** An outside worker answered a step of a path that runs inside this journey. */
  @SignalMethod
  void callback(RunSignals.Callback callback);

  /** What holds a step of a path inside this journey at a gate has changed. */
  @SignalMethod
  void lookAgain(UUID runId);

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
