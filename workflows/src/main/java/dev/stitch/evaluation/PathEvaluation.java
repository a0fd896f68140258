package dev.stitch.evaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.StepFailure;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.util.function.Supplier;

/** What the work of a path comes to, as far as its state and its variables say. */
public final class PathEvaluation {

  private PathEvaluation() {}

  /**
   * Whether an event is the one that a node waits for; an expression that fails on it says no.
   *
   * @param variables all that the node's expressions see but the event; asked for when needed, and
   *     altered
   */
  public static boolean matches(
      PathState path, PathWork.MatchEvent match, Supplier<ObjectNode> variables) {
    NodeState node = path.nodes().get(match.nodeId());
    if (node == null || !(node.waiting() instanceof Wait.Event wait) || wait.match() == null) {
      return false;
    }
    ObjectNode seen = variables.get();
    seen.set("event", eventVariable(match.event()));
    try {
      return Expressions.test(wait.match(), seen);
    } catch (StepException e) {
      return false;
    }
  }

  /** What CEL sees as {@code event}. */
  static ObjectNode eventVariable(ExternalEvent event) {
    ObjectNode variable =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", event.id())
            .put("name", event.name())
            .put("source", event.source());
    if (event.data() == null) {
      variable.putObject("data");
    } else {
      variable.set("data", event.data());
    }
    return variable;
  }

  /** What a local step comes to that cannot be done: it is tried once. */
  public static StepOutcome failed(StepException why) {
    return new StepOutcome.Failed(new StepFailure(why.code(), why.getMessage()));
  }

  /** What a step comes to whose type is at fault. */
  public static StepOutcome defect(String type) {
    return new StepOutcome.Failed(
        new StepFailure(FailureCode.INTERNAL, "the step type " + type + " has a defect"));
  }
}
