package dev.stitch.machine;

import dev.stitch.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the machines know of waits. */
final class Waits {

  /** Resuming with {@code RESPREAD} moves timers by up to this much. */
  private static final Duration SPREAD = Duration.ofHours(1);

  private Waits() {}

  /** In words; a wait that a pause froze has no instant at which it ends. */
  static WaitingOn describe(UUID runId, String nodeId, NodeState node) {
    Instant until = node.frozen() == null ? node.awaited().until() : null;
    return switch (node.awaited()) {
      case Wait.Timer timer -> new WaitingOn("timer", nodeId, runId, until, null);
      case Wait.Event event -> new WaitingOn(WaitingOn.EVENT, nodeId, runId, until, event.event());
      case Wait.Person person -> new WaitingOn("person", nodeId, runId, until, person.title());
      case Wait.Callback callback -> new WaitingOn("callback", nodeId, runId, until, null);
      case Wait.Called called -> new WaitingOn("run", nodeId, runId, until, called.workflowId());
      case Wait.Slot slot -> WaitingOn.gate(nodeId, runId, until == null ? null : slot.at(), slot);
    };
  }

  static Wait until(Wait wait, Instant until) {
    return switch (wait) {
      case Wait.Timer timer -> new Wait.Timer(until);
      case Wait.Event event -> new Wait.Event(event.event(), event.match(), until);
      case Wait.Person person ->
          new Wait.Person(
              person.title(),
              person.description(),
              person.form(),
              person.choices(),
              person.assignee(),
              until);
      case Wait.Callback callback -> new Wait.Callback(callback.tokenHash(), until);
      case Wait.Called called -> called;
      case Wait.Slot slot -> new Wait.Slot(until, slot.at(), slot.limit(), slot.reason());
    };
  }

  /** When a wait that had {@code left} to go ends after a pause. */
  static Instant resumed(Wait wait, Duration left, ResumeMode mode, Object key, Instant now) {
    if (wait instanceof Wait.Slot && mode == ResumeMode.SEND_NOW) {
      return now; // it asks for its slot again, and does not jump the queue
    }
    if (!(wait instanceof Wait.Timer)) {
      return now.plus(left);
    }
    return switch (mode) {
      case CONTINUE -> now.plus(left);
      case SEND_NOW -> now;
      case RESPREAD ->
          now.plus(left.isNegative() ? Duration.ZERO : left) // what fell due is spread too
              .plusMillis(Math.floorMod(key.hashCode() * 2_654_435_761L, SPREAD.toMillis()));
    };
  }
}
