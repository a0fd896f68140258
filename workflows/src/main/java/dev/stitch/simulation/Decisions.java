package dev.stitch.simulation;

import dev.stitch.machine.JourneyCommand;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyMachine;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.PathCommand;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PlanLookup;
import dev.stitch.machine.Transition;
import dev.stitch.plan.PathPlan;

/**
 * Who decides in a simulated journey: the machines, or something around them that also looks at
 * each decision, e.g. a timeline or the laws of a test.
 */
public interface Decisions {

  Transition<JourneyState, JourneyCommand> apply(JourneyState state, JourneyInput input);

  /** Who decides in a path with a workflow of its own, from its start on. */
  OfPath path(PathSlot slot, PathPlan plan);

  /** Who decides in one path. */
  @FunctionalInterface
  interface OfPath {
    Transition<PathState, PathCommand> apply(PathState state, PathInput input);
  }

  /** The machines alone. */
  static Decisions of(PlanLookup plans) {
    JourneyMachine machine = new JourneyMachine(plans);
    return new Decisions() {
      @Override
      public Transition<JourneyState, JourneyCommand> apply(
          JourneyState state, JourneyInput input) {
        return machine.apply(state, input);
      }

      @Override
      public OfPath path(PathSlot slot, PathPlan plan) {
        return new PathMachine(plan)::apply;
      }
    };
  }
}
