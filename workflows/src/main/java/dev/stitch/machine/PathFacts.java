package dev.stitch.machine;

import java.util.ArrayList;
import java.util.List;

/** What a path's transitions recorded since the last flush, in order. */
public record PathFacts(List<StepRecord> steps, List<TaskChange> tasks) {

  public PathFacts {
    steps = List.copyOf(steps);
    tasks = List.copyOf(tasks);
  }

  /** Collects facts from commands, in the order in which they were made. */
  public static final class Collector {

    private final List<StepRecord> steps = new ArrayList<>();
    private final List<TaskChange> tasks = new ArrayList<>();

    /** Takes a fact; anything else is not for here. */
    public void add(PathCommand command) {
      switch (command) {
        case PathCommand.RecordStep record -> steps.add(record.step());
        case PathCommand.ChangeTask change -> tasks.add(change.change());
        case PathCommand.RunLocally other -> {}
        case PathCommand.RunRemotely other -> {}
        case PathCommand.CancelRemote other -> {}
        case PathCommand.Call other -> {}
      }
    }

    /** Takes what an earlier collector held. */
    public void addAll(PathFacts facts) {
      facts.steps().forEach(step -> add(new PathCommand.RecordStep(step)));
      facts.tasks().forEach(task -> add(new PathCommand.ChangeTask(task)));
    }

    public PathFacts facts() {
      return new PathFacts(steps, tasks);
    }
  }
}
