package dev.stitch.machine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.model.FailureCode;
import dev.stitch.model.GateReason;
import dev.stitch.model.StepFailure;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.List;

/** What steps of tests come to. */
final class Outcomes {

  static final StepOutcome DONE = new StepOutcome.Completed(null, null, null);
  static final StepOutcome FAILED =
      new StepOutcome.Failed(new StepFailure(FailureCode.REJECTED, "the other side refused"));

  private Outcomes() {}

  static StepOutcome branch(String branch) {
    return new StepOutcome.Completed(null, branch, null);
  }

  static StepOutcome output(String name, int value) {
    return new StepOutcome.Completed(
        JsonNodeFactory.instance.objectNode().put(name, value), null, null);
  }

  /** Completed, with a change to the entity's metadata. */
  static StepOutcome metadata(String path, int value) {
    return new StepOutcome.Completed(
        null, null, JsonNodeFactory.instance.objectNode().put(path, value));
  }

  static StepOutcome timer(Instant until) {
    return new StepOutcome.Waiting(new Wait.Timer(until));
  }

  static StepOutcome slot(Instant until, Instant at) {
    return new StepOutcome.Waiting(new Wait.Slot(until, at, "50 a day", GateReason.MAILBOX_CAP));
  }

  /**
   * @param until or null
   */
  static StepOutcome event(String name, Instant until) {
    return new StepOutcome.Waiting(new Wait.Event(name, null, until));
  }

  static StepOutcome matchingEvent(String name) {
    return new StepOutcome.Waiting(new Wait.Event(name, "event.data.n > 1", null));
  }

  /**
   * @param until or null
   */
  static StepOutcome person(Instant until, String... choices) {
    return new StepOutcome.Waiting(
        new Wait.Person("Fit?", null, null, List.of(choices), null, until));
  }
}
