package dev.stitch.campaign;

import dev.stitch.machine.NodeState;
import dev.stitch.machine.ResumePoint;
import dev.stitch.plan.PathPlan;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * How somebody who is under way in a template goes on by its newest graph: what is behind them
 * stays behind them, and a wait that is under way ends when it would have ended.
 *
 * @param after the newest graph
 * @param currentStep the index of the step that they stand at
 * @param waits until when, by the id of the node that waits; only for moments
 */
public record SequenceMove(PathPlan after, int currentStep, Map<String, Instant> waits) {

  public SequenceMove {
    waits = Map.copyOf(waits);
  }

  /**
   * Whether each step that is behind them is of the same type in both graphs: else what it has done
   * would be taken for something else.
   */
  public static boolean fits(PathPlan before, PathPlan after, int currentStep) {
    return after.steps().stream()
        .filter(step -> index(step.id()) < currentStep)
        .allMatch(
            step ->
                before
                    .step(step.id())
                    .map(known -> known.type().equals(step.type()))
                    // A wait or a question that is new is simply come past.
                    .orElse(!SequenceNodes.isStep(step.id())));
  }

  /**
   * What the run by the newest graph begins with. What comes before a step that never began is left
   * to the graph: a condition that has led past that step leads past it again.
   *
   * @param left by the run before
   * @param execution of the chain
   */
  public ResumePoint onto(ResumePoint left, int execution) {
    Map<String, NodeState> nodes = new TreeMap<>(left.nodes());
    Map<String, Instant> kept = new TreeMap<>();
    for (PathPlan.Step step : after.steps()) {
      String id = step.id();
      if (!SequenceNodes.isStep(id) && isBehind(id, left) && !left.began(id)) {
        nodes.put(id, NodeState.comePast(execution, SequenceNodes.isExit(id) ? "false" : null));
      }
      Instant until = waits.get(id);
      // Of another type, the node would end with the wait and never do what it is for.
      if (until != null && step.type().equals(TemplateCompiler.WAIT)) {
        kept.put(id, until);
      }
    }
    return new ResumePoint(left.planHash(), nodes, left.metadata(), left.consumed(), kept);
  }

  private boolean isBehind(String nodeId, ResumePoint left) {
    int index = index(nodeId);
    return index <= currentStep && left.began(SequenceNodes.step(index));
  }

  private static int index(String nodeId) {
    OptionalInt index = SequenceNodes.stepIndex(nodeId);
    return index.orElse(Integer.MAX_VALUE);
  }
}
