package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.evaluation.PathOwner;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.PathPlan;
import dev.stitch.simulation.SimulatedPath;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Holds for any path and any order of events; {@link PathLaws} says what after each of them. */
class PathPropertiesTest {

  private static final int SEEDS = 600;
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void whateverHappensTheLawsOfPathsHold() {
    Seeds.each(
        SEEDS,
        seed -> {
          World world = new World(seed);
          world.disturb(60);
        });
  }

  @Test
  void aPathThatGetsItsAnswersEndsWithAllNodesSettled() {
    Map<RunStatus, Integer> ends = new EnumMap<>(RunStatus.class);
    Seeds.each(
        SEEDS,
        seed -> {
          World world = new World(seed);
          world.disturb(20);
          world.help();
          ends.merge(world.path.state().status(), 1, Integer::sum);
        });
    System.out.println("paths ended " + ends);
  }

  @Test
  void continuingAsNewAtAnyPointChangesNothing() {
    Seeds.each(
        SEEDS / 6,
        seed -> {
          World world = new World(seed);
          world.disturb(40);
          world.recorded.continueAsNew(world.path.state());
        });
  }

  /** A path, a clock, and everybody who may do something to a path. */
  private static final class World {

    private final Random random;
    private final RandomPlans draw;
    private final RandomResults results;
    private final PathPlan plan;
    private final RecordedPath recorded;
    private final SimulatedPath path;
    private Instant now = START;
    private int ids;

    World(long seed) {
      random = new Random(seed);
      draw = new RandomPlans(random);
      PathState initial =
          PathState.initial(Rules.CURRENT, new UUID(seed, 1), "path", 1, null, null, null);
      plan = draw.path("path");
      results = new RandomResults(random);
      recorded = new RecordedPath(plan, true);
      PathOwner owner = new PathOwner(initial.runId(), null, null, null, null);
      path = new SimulatedPath(initial, owner, results, recorded);
      path.apply(new PathInput.Begun(now, null, random.nextInt(10) == 0, List.of()));
    }

    void disturb(int times) {
      for (int i = 0; i < times; i++) {
        now = now.plusMillis(random.nextInt(600_000));
        switch (random.nextInt(16)) {
          case 0 -> fireTimer();
          case 1 -> event(draw.pick(RandomPlans.EVENTS));
          case 2 -> answer(node());
          case 3 -> callback(node());
          case 4 -> path.apply(new PathInput.Paused(now, owner(), draw.pick(modes())));
          case 5, 6 -> resume(owner());
          case 7 ->
              path.apply(
                  new PathInput.Skipped(now, random.nextBoolean() ? null : node(), "user:ada"));
          case 8 -> comeAgain();
          case 9 -> {
            if (random.nextInt(10) == 0) {
              path.apply(
                  random.nextBoolean()
                      ? new PathInput.CancelRequested(now)
                      : new PathInput.KillRequested(now));
            }
          }
          case 10, 11 -> act();
          case 12 -> path.apply(new PathInput.LookAgain(now));
          default -> results.workIn(path, now);
        }
      }
    }

    /** Something that happened comes again, late; it is over. */
    private void comeAgain() {
      PathInput old = draw.pick(recorded.happened());
      if (RecordedPath.endsForGood(old) || old instanceof PathInput.Begun) {
        PathState before = path.state();
        path.apply(old);
        assertThat(path.state()).as("%s came again", old).isEqualTo(before);
      }
    }

    private Optional<Refusal> check(RunAct act) {
      return new PathMachine(plan).check(path.state(), act);
    }

    /** A refused act leaves nothing behind but its refusal. */
    private void act() {
      RunAct act = drawAct("act-" + ++ids);
      PathState before = path.state();
      Optional<Refusal> refusal = check(act);
      path.apply(new PathInput.Acted(now, act));
      if (before.status().isFinal()) {
        assertThat(refusal).map(Refusal::code).hasValue(Refusal.Code.CLOSED);
      } else if (refusal.isPresent()) {
        assertThat(path.state()).isEqualTo(before.seeing(act, now, refusal.get()));
      } else {
        assertThat(path.state().seen().get(act.id())).isEqualTo(new Seen(now, null));
        assertThat(check(act)).as("the same again").isEmpty();
      }
    }

    private RunAct drawAct(String id) {
      UUID task = OpenTask.ofStep(path.state().runId(), node(), 1);
      return switch (random.nextInt(12)) {
        case 0, 1, 2 -> new RunAct.Pause(id, "user:ada", draw.pick(modes()));
        case 3, 4, 5 -> new RunAct.Resume(id, "user:ada", draw.pick(List.of(ResumeMode.values())));
        case 6, 7, 8 -> new RunAct.Skip(id, "user:ada", random.nextBoolean() ? null : node());
        case 9, 10 -> new RunAct.Answer(id, "user:ada", task, "true", null);
        default -> new RunAct.Cancel(id, "user:ada");
      };
    }

    /** Does all work and gives every answer that the path says it waits for, until it ends. */
    void help() {
      for (int helped = 0; !path.over(); helped++) {
        assertThat(helped).as("help without end: %s", path.state()).isLessThan(1_000);
        now = now.plusSeconds(1);
        if (path.busy()) {
          results.workIn(path, now);
        } else {
          help(draw.pick(PathMachine.waitingOn(path.state())));
        }
      }
    }

    private void help(WaitingOn wait) {
      Pauses pauses = path.state().pauses();
      if (pauses.any()) {
        resume(pauses.owners().keySet().iterator().next());
        return;
      }
      switch (wait.kind()) {
        case "timer", "gate" -> assertThat(fireTimer()).as("%s never fires", wait).isTrue();
        case "event" -> event(wait.detail());
        case "person" -> answer(wait.nodeId());
        case "callback" -> callback(wait.nodeId());
        default -> throw new AssertionError("nobody knows how to help with " + wait);
      }
    }

    private boolean fireTimer() {
      Optional<Instant> due = PathMachine.deadline(path.state());
      due.ifPresent(
          at -> {
            now = now.isBefore(at) ? at : now;
            path.apply(new PathInput.TimerFired(now, at));
          });
      return due.isPresent();
    }

    private void event(String name) {
      path.apply(
          new PathInput.EventArrived(
              now,
              new ExternalEvent(
                  "event-" + ++ids,
                  name,
                  JsonNodeFactory.instance.objectNode().put("n", ids),
                  null)));
    }

    private void answer(String nodeId) {
      UUID taskId = OpenTask.ofStep(path.state().runId(), nodeId, 1);
      path.apply(new PathInput.TaskAnswered(now, taskId, "true", null, "user:ada"));
    }

    private void callback(String nodeId) {
      StepFailure failure =
          random.nextBoolean() ? null : new StepFailure(FailureCode.REJECTED, "no capacity");
      path.apply(
          new PathInput.CallbackArrived(
              now, nodeId, 1, JsonNodeFactory.instance.objectNode(), failure));
    }

    private void resume(PauseOwner owner) {
      path.apply(new PathInput.Resumed(now, owner, draw.pick(List.of(ResumeMode.values()))));
    }

    private PauseOwner owner() {
      return draw.pick(List.of(PauseOwner.ENTITY, PauseOwner.RUN));
    }

    private static List<TimerMode> modes() {
      return List.of(TimerMode.values());
    }

    private String node() {
      return "s" + random.nextInt(7);
    }
  }
}
