package dev.stitch.machine;

import dev.stitch.plan.PathPlan;
import dev.stitch.step.WaitEventStep;
import java.util.List;

/**
 * Events from outside that are kept for a {@code wait.event} step that has not come to its wait.
 */
final class KeptEvents {

  private KeptEvents() {}

  /** The steps of a plan that wait for an event of this name. */
  static List<PathPlan.Step> stepsThatAwait(String name, PathPlan plan) {
    return plan.steps().stream()
        .filter(step -> step.type().equals(WaitEventStep.ID))
        .filter(step -> name.equals(step.config().path("event").textValue()))
        .toList();
  }

  /** Takes the oldest away until the rest fits; what is kept travels in the workflow's state. */
  static void makeRoom(List<ExternalEvent> events, int most) {
    int size = events.stream().mapToInt(event -> JsonBounds.length(event.data())).sum();
    while (events.size() > most || size > PathState.MAX_EVENT_CHARS) {
      size -= JsonBounds.length(events.removeFirst().data());
    }
  }
}
