package dev.stitch.port;

import dev.stitch.machine.PathFacts;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathState;
import dev.stitch.machine.PathWork;
import java.time.Instant;
import java.util.List;

/**
 * One flush of a run of a system flow; see {@link JourneyFlush}.
 *
 * @param input what the run began with, without what it carries
 * @param remote whether steps begin after this flush besides those that it leads to
 */
public record PathFlush(
    Fence fence,
    String workflowId,
    String temporalRunId,
    PathArguments input,
    PathState state,
    List<PathWork> work,
    PathFacts facts,
    boolean remote,
    Instant now) {

  public PathFlush {
    work = List.copyOf(work);
  }

  /**
   * @param nextStepIndex the next step's index, on which workflow and activity must agree
   * @param size about how many characters of JSON this is
   */
  public record Result(List<PathInput> events, int nextStepIndex, int size) {
    public Result {
      events = List.copyOf(events);
    }
  }
}
