package dev.stitch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.GraphBuilder;
import dev.stitch.graph.Graphs;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import dev.stitch.machine.Rules;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PathEvaluationTest {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final PathPlan PLAN =
      Graphs.compilePath(
          new GraphBuilder().node("answer", "wait.event", "{\"event\": \"reply\"}").build());

  @Test
  void anEventMatchesWhereTheExpressionHoldsForIt() {
    PathState waiting = waiting("event.data.n > input.least");

    assertThat(matches(waiting, 3)).isTrue();
    assertThat(matches(waiting, 1)).isFalse();
  }

  @Test
  void anExpressionThatFailsSaysNo() {
    assertThat(matches(waiting("event.data.other > 1"), 3)).isFalse();
  }

  @Test
  void aNodeThatDoesNotWaitMatchesNothingAndNeedsNoVariables() {
    PathState fresh =
        PathState.initial(Rules.CURRENT, new UUID(0, 1), PLAN.hash(), 1, null, null, null);

    assertThat(
            PathEvaluation.matches(
                fresh,
                new PathWork.MatchEvent("answer", reply(3)),
                () -> {
                  throw new AssertionError("nobody needs them");
                }))
        .isFalse();
  }

  private static boolean matches(PathState path, int n) {
    PathOwner owner = new PathOwner(path.runId(), null, null, null, null);
    return PathEvaluation.matches(
        path, new PathWork.MatchEvent("answer", reply(n)), () -> owner.variables(path));
  }

  private static ExternalEvent reply(int n) {
    return new ExternalEvent("e" + n, "reply", number("n", n), null);
  }

  private static PathState waiting(String match) {
    PathMachine machine = new PathMachine(PLAN);
    PathState initial =
        PathState.initial(
            Rules.CURRENT, new UUID(0, 1), PLAN.hash(), 1, number("least", 2), null, null);
    PathState begun =
        machine.apply(initial, new PathInput.Begun(NOW, null, false, List.of())).state();
    StepOutcome waits = new StepOutcome.Waiting(new Wait.Event("reply", match, null));
    return machine.apply(begun, new PathInput.StepEnded(NOW, "answer", waits, 1)).state();
  }

  private static ObjectNode number(String name, int value) {
    return JsonNodeFactory.instance.objectNode().put(name, value);
  }
}
