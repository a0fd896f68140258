package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A path and its driver: does the machine's work, with outcomes drawn at random. */
final class SimulatedPath {

  private final PathPlan plan;
  private final PathState initial;
  private final PathLaws laws;
  private final Random random;
  private final RandomPlans draw;
  private final Deque<PathWork> local = new ArrayDeque<>();
  private final List<String> remote = new ArrayList<>();
  private final List<PathInput> happened = new ArrayList<>();
  private final List<PathCommand> commands = new ArrayList<>();
  private PathState state;

  SimulatedPath(PathPlan plan, PathState initial, boolean fresh, Random random) {
    this.plan = plan;
    this.initial = initial;
    this.state = initial;
    this.laws = new PathLaws(plan, fresh);
    this.random = random;
    this.draw = new RandomPlans(random);
  }

  PathState state() {
    return state;
  }

  boolean over() {
    return state.status().isFinal();
  }

  /** Whether something is on its way that nobody needs to help. */
  boolean busy() {
    return !local.isEmpty() || !remote.isEmpty();
  }

  Optional<Refusal> check(RunAct act) {
    return new PathMachine(plan).check(state, act);
  }

  void apply(PathInput event) {
    Transition<PathState, PathCommand> next = laws.apply(state, event);
    happened.add(event);
    commands.addAll(next.commands());
    state = next.state();
    next.commands().forEach(this::carryOut);
  }

  private void carryOut(PathCommand command) {
    switch (command) {
      case PathCommand.RunLocally run -> local.add(run.task());
      case PathCommand.RunRemotely run -> remote.add(run.nodeId());
      case PathCommand.CancelRemote cancel -> remote.remove(cancel.nodeId());
      case PathCommand.Call call ->
          throw new IllegalStateException("no random plan calls: " + call);
      case PathCommand.RecordStep fact -> {}
      case PathCommand.ChangeTask fact -> {}
    }
  }

  /** Does one piece of work: local work in the order in which it was asked for, remote in any. */
  void work(Instant now) {
    if (!local.isEmpty() && (remote.isEmpty() || random.nextBoolean())) {
      PathWork task = local.poll();
      boolean wanted = PathMachine.isWanted(state, task);
      PathState before = state;
      apply(perform(task, now, random, draw));
      assertThat(wanted || state.equals(before)).as("nobody wanted %s", task).isTrue();
    } else if (!remote.isEmpty()) {
      String nodeId = remote.remove(random.nextInt(remote.size()));
      apply(new PathInput.StepEnded(now, nodeId, draw.outcome(now), 1 + random.nextInt(3)));
    }
  }

  static PathInput perform(PathWork task, Instant now, Random random, RandomPlans draw) {
    return switch (task) {
      case PathWork.ExecuteStep step ->
          new PathInput.StepEnded(now, step.nodeId(), draw.outcome(now), 1);
      case PathWork.MatchEvent match ->
          new PathInput.EventMatched(now, match.nodeId(), match.event().id(), random.nextBoolean());
    };
  }

  /** Whether the step was over, or waited for something that ends it. */
  static boolean endsForGood(PathInput event) {
    return event instanceof PathInput.StepEnded ended
        && !(ended.outcome() instanceof StepOutcome.Waiting waiting
            && waiting.on() instanceof Wait.Slot);
  }

  /** Something that happened comes again, late; it is over. */
  void comeAgain() {
    PathInput old = draw.pick(happened);
    if (endsForGood(old) || old instanceof PathInput.Begun) {
      PathState before = state;
      apply(old);
      assertThat(state).as("%s came again", old).isEqualTo(before);
    }
  }

  /** Another process that reads its state from JSON before every event comes to the same. */
  void continueAsNew() {
    PathState carried = Carried.over(initial, PathState.class);
    List<PathCommand> again = new ArrayList<>();
    for (PathInput event : happened) {
      Transition<PathState, PathCommand> next = new PathMachine(plan).apply(carried, event);
      again.addAll(next.commands());
      carried = Carried.over(next.state(), PathState.class);
    }
    assertThat(carried).isEqualTo(state);
    assertThat(again).isEqualTo(commands);
  }
}
