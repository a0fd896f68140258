package dev.stitch.port;

import dev.stitch.machine.JourneyEvent;
import dev.stitch.machine.JourneyFacts;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyTask;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A journey's turn at the world: local work, in order, and what is to be projected. The activity
 * runs the same machine over the results until no local work is left, so that a whole run of local
 * steps costs one local activity and one transaction.
 *
 * @param remote runs of which steps begin after this turn, besides those that it leads to; their
 *     variables are kept when they are too long for a request
 * @param now workflow time
 * @param temporalRunId the workflow's run
 */
public record JourneyTurn(
    Fence fence,
    String temporalRunId,
    JourneyState state,
    List<JourneyTask> tasks,
    JourneyFacts facts,
    Set<UUID> remote,
    Instant now) {

  public JourneyTurn {
    tasks = List.copyOf(tasks);
    remote = Set.copyOf(remote);
  }

  /**
   * What the local work came to, in the order in which the machine takes it. Everything up to here
   * is in the database.
   *
   * @param nextSeq the next journey event's number, on which workflow and activity must agree
   * @param size about how many characters of JSON this is
   */
  public record Result(List<JourneyEvent> events, long nextSeq, int size) {
    public Result {
      events = List.copyOf(events);
    }
  }
}
