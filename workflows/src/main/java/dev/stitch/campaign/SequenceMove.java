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
   * What the run by the newest graph begins with.
   *
   * @param left by the run before
   * @param execution of the chain
   */
  public ResumePoint onto(ResumePoint left, int execution) {
    Map<String, NodeState> nodes = new TreeMap<>(left.nodes());
    boolean atStep = left.began(SequenceNodes.step(currentStep));
    for (PathPlan.Step step : after.steps()) {
      int index = index(step.id());
      boolean behind = index < currentStep || (index == currentStep && atStep);
      if (behind && !SequenceNodes.isStep(step.id()) && !left.began(step.id())) {
        nodes.put(
            step.id(),
            NodeState.comePast(execution, SequenceNodes.isExit(step.id()) ? "false" : null));
      }
    }
    return new ResumePoint(left.planHash(), nodes, left.metadata(), left.consumed(), waits);
  }

  private static int index(String nodeId) {
    OptionalInt index = SequenceNodes.stepIndex(nodeId);
    return index.orElse(Integer.MAX_VALUE);
  }
}
