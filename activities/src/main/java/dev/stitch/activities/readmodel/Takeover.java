package dev.stitch.activities.readmodel;

import dev.stitch.machine.JourneyFacts;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.RunRecord;
import dev.stitch.machine.TaskChange;
import dev.stitch.model.RunStatus;
import dev.stitch.port.Fence;
import dev.stitch.store.projection.TakeoverRepository;
import dev.stitch.store.run.RunSettlement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The first flush of a workflow run that takes over from another one. When an operator reset the
 * workflow, the rows are further on than it is, and say of tasks, steps and inline runs what is to
 * come yet.
 */
@Singleton
class Takeover {

  private final TakeoverRepository repository;
  private final RunSettlement settlement;

  Takeover(TakeoverRepository repository, RunSettlement settlement) {
    this.repository = repository;
    this.settlement = settlement;
  }

  void entity(JourneyState state, JourneyFacts facts, Fence fence) {
    repository.tasksOfEntity(
        state.entityId(), askedUntilNow(state.tasks().keySet(), facts.tasks()));
    // Before this task, so that the run may begin again within it.
    Instant before = Instant.ofEpochMilli(fence.taskTime() - 1);
    for (UUID run : repository.unknownInlineRuns(state.entityId(), knownUntilNow(state, facts))) {
      settlement.settle(
          run, RunStatus.CANCELLED, "the journey was reset to a point before this run", before);
    }
  }

  void path(PathState state, List<TaskChange> changes) {
    run(state.runId(), PathMachine.openTasks(state), changes);
  }

  void run(UUID runId, Collection<UUID> open, List<TaskChange> changes) {
    repository.tasksOfRun(runId, askedUntilNow(open, changes));
    repository.openSteps(runId);
  }

  /** The runs that the journey has, and those that end in this flush. */
  private static Set<UUID> knownUntilNow(JourneyState state, JourneyFacts facts) {
    Set<UUID> known = new HashSet<>(state.slots().keySet());
    facts.runs().forEach(run -> known.add(run.state().runId()));
    return known;
  }

  /**
   * What is open after the flush, and what this flush is about to close: whoever answered first
   * thing after the takeover must find the task answered, not withdrawn.
   */
  private static Set<UUID> askedUntilNow(Collection<UUID> open, List<TaskChange> changes) {
    Set<UUID> asked = new HashSet<>(open);
    changes.forEach(change -> asked.add(change.taskId()));
    return asked;
  }

  void steps(UUID runId) {
    repository.openSteps(runId);
  }

  /** These, and what the journey knows of its other inline runs. */
  static List<RunRecord> withAllInline(List<RunRecord> recorded, JourneyState state) {
    List<RunRecord> all = new ArrayList<>(recorded);
    for (PathSlot slot : state.slots().values()) {
      if (slot.inline() != null
          && recorded.stream().noneMatch(run -> run.state().runId().equals(slot.runId()))) {
        all.add(
            new RunRecord(
                slot.inline(), slot.flow(), slot.retryOf(), slot.uxNodeId(), slot.visit()));
      }
    }
    return all;
  }
}
