package dev.stitch.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.Graphs;
import dev.stitch.machine.NodeState;
import dev.stitch.machine.NodeStatus;
import dev.stitch.machine.Passage;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathState;
import dev.stitch.machine.ResumePoint;
import dev.stitch.machine.Rules;
import dev.stitch.model.TemplateStepType;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequenceMoveTest {

  private static final TemplateStep FOLLOW = step(TemplateStepType.FOLLOW, 0);
  private static final TemplateStep LATER = step(TemplateStepType.FOLLOW, 24);

  @Test
  void onlyWhatIsBehindMustBeTheSame() {
    PathPlan before = plan(null, FOLLOW, FOLLOW);
    PathPlan after =
        plan(null, FOLLOW, step(TemplateStepType.CONDITION, 0, "expression", "true"), FOLLOW);

    assertThat(SequenceMove.fits(before, after, 1)).isTrue();
    assertThat(SequenceMove.fits(before, after, 2)).isFalse();
  }

  @Test
  void whatIsNewBehindIsComePastAndWhatIsNewAheadIsNot() {
    PathPlan after = plan("false", LATER, LATER, LATER);
    ResumePoint left = left("step-0", "delay-1");

    ResumePoint resume = new SequenceMove(after, 1, Map.of("delay-1", Instant.EPOCH)).onto(left, 1);

    assertThat(resume.nodes()).containsOnlyKeys("step-0", "delay-1", "delay-0", "exit-0");
    assertThat(resume.nodes().get("exit-0").passage()).isEqualTo(new Passage(true, "false"));
    assertThat(resume.nodes().get("delay-0").status()).isEqualTo(NodeStatus.SKIPPED);
    assertThat(resume.waits()).containsOnlyKeys("delay-1");
  }

  @Test
  void whoStandsAtAStepIsPastItsNewDelay() {
    PathPlan after = plan("false", FOLLOW, LATER);
    ResumePoint left = left("step-0", "step-1");

    ResumePoint resume = new SequenceMove(after, 1, Map.of()).onto(left, 1);

    assertThat(resume.nodes()).containsOnlyKeys("step-0", "step-1", "exit-0", "exit-1", "delay-1");
  }

  @Test
  void aStepThatAConditionLedPastStaysUndoneAfterAMove() {
    TemplateStep asks =
        step(TemplateStepType.CONDITION, 0, "expression", "false", "otherwise", "skip");
    Instant now = Instant.parse("2026-03-02T09:00:00Z");
    Instant until = now.plusSeconds(3600);
    PathPlan before = plan(null, FOLLOW, asks, LATER, LATER);
    PathPlan after = plan("false", FOLLOW, asks, LATER, LATER, FOLLOW);
    PathState waiting = state(before);
    waiting = apply(before, waiting, new PathInput.Begun(now, null, false, List.of()));
    waiting = ends(before, waiting, now, "step-0", new StepOutcome.Completed(null, null, null));
    waiting = ends(before, waiting, now, "step-1", new StepOutcome.Completed(null, "false", null));
    waiting = ends(before, waiting, now, "delay-3", new StepOutcome.Waiting(new Wait.Timer(until)));
    assertThat(waiting.status("step-2")).isEqualTo(NodeStatus.SKIPPED);

    ResumePoint resume =
        new SequenceMove(
                after, SequenceNodes.currentStep(waiting.nodes()), Map.of("delay-3", until))
            .onto(PathMachine.resumePoint(waiting), 1);
    PathState moved =
        apply(after, state(after), new PathInput.Begun(now, resume, false, List.of()));

    assertThat(moved.status("step-2")).isEqualTo(NodeStatus.SKIPPED);
    assertThat(moved.status("delay-3")).isEqualTo(NodeStatus.WAITING);
    assertThat(moved.status("step-3")).isEqualTo(NodeStatus.PENDING);
  }

  @Test
  void aWaitIsKeptOnlyWhereTheNewestGraphWaitsToo() {
    TemplateStep wait = step(TemplateStepType.WAIT, 0, "duration", "P1D");
    Map<String, Instant> waits = Map.of("step-1", Instant.EPOCH);

    assertThat(
            new SequenceMove(plan(null, FOLLOW, FOLLOW), 1, waits).onto(left("step-0"), 1).waits())
        .isEmpty();
    assertThat(new SequenceMove(plan(null, FOLLOW, wait), 1, waits).onto(left("step-0"), 1).waits())
        .isEqualTo(waits);
  }

  private static PathState state(PathPlan plan) {
    return PathState.initial(Rules.CURRENT, new UUID(0, 1), plan.hash(), 1, null, null, null);
  }

  private static PathState ends(
      PathPlan plan, PathState state, Instant at, String nodeId, StepOutcome outcome) {
    return apply(plan, state, new PathInput.StepEnded(at, nodeId, outcome, 1));
  }

  private static PathState apply(PathPlan plan, PathState state, PathInput input) {
    return new PathMachine(plan).apply(state, input).state();
  }

  private static ResumePoint left(String... begun) {
    return new ResumePoint(
        "before",
        Stream.of(begun).collect(Collectors.toMap(id -> id, id -> begun())),
        null,
        List.of());
  }

  private static NodeState begun() {
    return new NodeState(
        NodeStatus.COMPLETED,
        1,
        1,
        0,
        new Passage(true, null),
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static PathPlan plan(String exitWhen, TemplateStep... steps) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    if (exitWhen != null) {
      config.put("exitWhen", exitWhen);
    }
    return Graphs.compilePath(
        TemplateCompiler.compile(new TemplateDefinition(null, config, List.of(steps))));
  }

  private static TemplateStep step(TemplateStepType type, double delayHours, String... config) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < config.length; i += 2) {
      fields.put(config[i], config[i + 1]);
    }
    return new TemplateStep(type, fields, delayHours);
  }
}
