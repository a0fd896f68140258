package dev.stitch.activities.readmodel;

import dev.stitch.machine.JourneyState;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.PathState;
import dev.stitch.machine.RunRecord;
import dev.stitch.port.Fence;
import dev.stitch.store.projection.TakeoverRepository;
import dev.stitch.store.run.RunSettlement;
import dev.stitch.store.run.RunStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  void entity(JourneyState state, Fence fence) {
    repository.tasksOfEntity(state.entityId(), state.tasks().keySet());
    // Before this task, so that the run may begin again within it.
    Instant before = Instant.ofEpochMilli(fence.taskTime() - 1);
    for (UUID run : repository.unknownInlineRuns(state.entityId(), state.slots().keySet())) {
      settlement.settle(
          run, RunStatus.CANCELLED, "the journey was reset to a point before this run", before);
    }
  }

  void path(PathState state) {
    repository.tasksOfRun(state.runId(), PathMachine.openTasks(state));
    repository.openSteps(state.runId());
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
