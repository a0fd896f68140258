package dev.stitch.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.expression.Expressions;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import dev.stitch.machine.StepVariables;
import dev.stitch.model.StepException;
import dev.stitch.plan.JourneyPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of a stage come to: whether it is over, and which way leads on. The same
 * stage, entity, contact and time always give the same answers.
 */
public final class StageEvaluation {

  private final JourneyPlan.Stage stage;
  private final ObjectNode variables;
  private final Instant now;

  /**
   * @param entity what expressions see as {@code entity}, its metadata included
   * @param contact what they see as {@code contact}; an empty object when there is none
   */
  public StageEvaluation(JourneyPlan.Stage stage, JsonNode entity, JsonNode contact, Instant now) {
    this.stage = stage;
    this.now = now;
    variables = JsonNodeFactory.instance.objectNode();
    variables.set("entity", entity);
    variables.set("contact", contact);
    variables.putObject("input");
    variables.putObject("trigger");
    variables.putObject("steps");
    variables.put("now", now.toString());
  }

  /** The stage at which a journey stands. */
  public static StageEvaluation of(
      JourneyPlan plan, JourneyState state, JsonNode contact, Instant now) {
    return new StageEvaluation(
        plan.stage(Objects.requireNonNull(state.nodeId())).orElseThrow(),
        StepVariables.entity(state.entityId(), state.flowId(), state.nodeId(), state.metadata()),
        contact,
        now);
  }

  /** Whether the journey is to end, or the stage has reached its goal. */
  public JourneyInput.StageChecked check(JourneyWork.CheckStage check) {
    ObjectNode seen = variables;
    if (check.event() != null) {
      seen = variables.deepCopy();
      seen.set("event", PathEvaluation.eventVariable(check.event()));
    }
    return new JourneyInput.StageChecked(
        now,
        check.nodeId(),
        check.visit(),
        holds(stage.exitWhen(), seen),
        holds(stage.goal(), seen));
  }

  /** An expression that fails on these values does not hold: a missing field is not a reason. */
  private static boolean holds(@Nullable String expression, ObjectNode variables) {
    if (expression == null) {
      return false;
    }
    try {
      return Expressions.test(expression, variables);
    } catch (StepException e) {
      return false;
    }
  }

  /** The first edge whose condition holds, else the default one, else none and why. */
  public JourneyInput.EdgeChosen choose(JourneyWork.ChooseEdge choose) {
    List<String> why = new ArrayList<>();
    JourneyPlan.UxEdge otherwise = null;
    for (JourneyPlan.UxEdge edge : stage.edges()) {
      if (edge.isDefault()) {
        otherwise = otherwise == null ? edge : otherwise;
        continue;
      }
      try {
        if (edge.condition() == null || Expressions.test(edge.condition(), variables)) {
          return chosen(choose, edge.id(), null);
        }
        why.add(edge.id() + ": its condition is false");
      } catch (StepException e) {
        why.add(edge.id() + ": " + e.getMessage());
      }
    }
    return otherwise == null
        ? chosen(choose, null, String.join("; ", why))
        : chosen(choose, otherwise.id(), null);
  }

  private JourneyInput.EdgeChosen chosen(
      JourneyWork.ChooseEdge choose, @Nullable String edgeId, @Nullable String explanation) {
    return new JourneyInput.EdgeChosen(now, choose.nodeId(), choose.visit(), edgeId, explanation);
  }
}
