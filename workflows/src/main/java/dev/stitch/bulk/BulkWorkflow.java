package dev.stitch.bulk;

import dev.stitch.port.BulkActivities.Progress;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Starts the journeys of the entities that a seeding has committed. The rows decide what there is
 * to do, so running it again starts nothing twice.
 */
@WorkflowInterface
public interface BulkWorkflow {

  @WorkflowMethod(name = "Bulk")
  Progress run(BulkArguments input);

  /** Starts no further page until resumed. */
  @SignalMethod
  void pause();

  @SignalMethod
  void resume();

  /** Starts no further page; entities that have not begun are cancelled. */
  @SignalMethod
  void cancel();

  @QueryMethod
  Progress progress();
}
