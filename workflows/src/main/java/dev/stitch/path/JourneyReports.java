package dev.stitch.path;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;

/** The signals that paths send to their journey; a path knows nothing else of it. */
@WorkflowInterface
public interface JourneyReports {

  /** A path that waits, or goes on after it waited, says so. */
  @SignalMethod
  void pathWaiting(PathSignals.Waiting report);

  /**
   * A direct run of this entity has begun; it is paused and cancelled with it, and told of events.
   */
  @SignalMethod
  void guestBegan(PathSignals.Began report);

  /** A path that is not this run's child has ended. */
  @SignalMethod
  void pathEnded(PathSignals.Ended report);
}
