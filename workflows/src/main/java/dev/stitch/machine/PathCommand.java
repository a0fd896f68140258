package dev.stitch.machine;

import dev.stitch.step.Wait;

/** What a path wants done. */
public sealed interface PathCommand {

  record RunLocally(PathWork task) implements PathCommand {}

  /** Start a regular activity for a step. */
  record RunRemotely(String nodeId) implements PathCommand {}

  /** Its result no longer matters. */
  record CancelRemote(String nodeId) implements PathCommand {}

  /** Do something to what a step has called. */
  record Call(String nodeId, Wait.Called called, CallAct act) implements PathCommand {}

  record RecordStep(StepRecord step) implements PathCommand {}

  record ChangeTask(TaskChange change) implements PathCommand {}
}
