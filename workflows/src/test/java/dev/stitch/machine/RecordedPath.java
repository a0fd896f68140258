package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.plan.PathPlan;
import dev.stitch.simulation.Decisions;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.Wait;
import java.util.ArrayList;
import java.util.List;

/** Decides as the machine does, asserts the laws, and keeps what happened so that it can again. */
final class RecordedPath implements Decisions.OfPath {

  private final PathPlan plan;
  private final PathLaws laws;
  private final List<PathInput> happened = new ArrayList<>();
  private final List<PathCommand> commands = new ArrayList<>();
  private PathState initial;

  RecordedPath(PathPlan plan, boolean fresh) {
    this.plan = plan;
    this.laws = new PathLaws(plan, fresh);
  }

  @Override
  public Transition<PathState, PathCommand> apply(PathState state, PathInput input) {
    initial = initial == null ? state : initial;
    Transition<PathState, PathCommand> next = laws.apply(state, input);
    happened.add(input);
    commands.addAll(next.commands());
    return next;
  }

  List<PathInput> happened() {
    return happened;
  }

  /** Whether the step was over, or waited for something that ends it. */
  static boolean endsForGood(PathInput event) {
    return event instanceof PathInput.StepEnded ended
        && !(ended.outcome() instanceof StepOutcome.Waiting waiting
            && waiting.on() instanceof Wait.Slot);
  }

  /** Another process that reads its state from JSON before every event comes to the same. */
  void continueAsNew(PathState reached) {
    PathState carried = Carried.over(initial, PathState.class);
    List<PathCommand> again = new ArrayList<>();
    for (PathInput event : happened) {
      Transition<PathState, PathCommand> next = new PathMachine(plan).apply(carried, event);
      again.addAll(next.commands());
      carried = Carried.over(next.state(), PathState.class);
    }
    assertThat(carried).isEqualTo(reached);
    assertThat(again).isEqualTo(commands);
  }
}
