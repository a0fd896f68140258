package dev.stitch.api.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.plan.PathPlan;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.RunRow;

/**
 * The states of all nodes of a run, in the order of its plan. A row holds those that its workflow
 * came to; the others are pending while it runs, and were skipped when it ended without them.
 */
final class NodeStates {

  private NodeStates() {}

  static ObjectNode of(RunRow run, PathPlan plan) {
    ObjectNode states = Jsonb.object();
    for (PathPlan.Step step : plan.steps()) {
      states.set(step.id(), untouched(run.status().isFinal()));
    }
    run.nodeStates().properties().forEach(known -> states.set(known.getKey(), known.getValue()));
    return states;
  }

  private static ObjectNode untouched(boolean ended) {
    ObjectNode state = Jsonb.object();
    state.put("status", ended ? "skipped" : "pending");
    state.put("attempt", 0);
    state.putNull("startedAt");
    state.putNull("completedAt");
    state.putNull("error");
    return state;
  }
}
