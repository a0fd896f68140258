package dev.stitch.port;

import dev.stitch.machine.PathEvent;
import dev.stitch.machine.PathFacts;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathTask;
import java.time.Instant;
import java.util.List;

/**
 * A run's turn at the world; see {@link JourneyTurn}.
 *
 * @param input what the run began with, without what it carries
 * @param remote whether steps begin after this turn besides those that it leads to
 */
public record PathTurn(
    Fence fence,
    String workflowId,
    String temporalRunId,
    PathInput input,
    PathState state,
    List<PathTask> tasks,
    PathFacts facts,
    boolean remote,
    Instant now) {

  public PathTurn {
    tasks = List.copyOf(tasks);
  }

  /**
   * @param nextStepIndex the next step's index, on which workflow and activity must agree
   * @param size about how many characters of JSON this is
   */
  public record Result(List<PathEvent> events, int nextStepIndex, int size) {
    public Result {
      events = List.copyOf(events);
    }
  }
}
