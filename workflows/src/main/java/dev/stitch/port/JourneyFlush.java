package dev.stitch.port;

import dev.stitch.machine.JourneyFacts;
import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.JourneyState;
import dev.stitch.machine.JourneyWork;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One flush of a journey: the local work at hand, in order, and the facts to record. The activity
 * runs the same machine over the results until no local work is left, so that a whole run of local
 * steps costs one local activity and one transaction.
 *
 * @param work what is to be done before the facts are written
 * @param remote runs of which steps begin after this flush, besides those that it leads to; their
 *     variables are kept when they are too long for a request
 * @param now workflow time
 * @param temporalRunId the workflow's run
 */
public record JourneyFlush(
    Fence fence,
    String temporalRunId,
    JourneyState state,
    List<JourneyWork> work,
    JourneyFacts facts,
    Set<UUID> remote,
    Instant now) {

  public JourneyFlush {
    work = List.copyOf(work);
    remote = Set.copyOf(remote);
  }

  /**
   * What the local work came to, in the order in which the machine takes it. Everything up to here
   * is in the database.
   *
   * @param nextSeq the next journey event's number, on which workflow and activity must agree
   * @param size about how many characters of JSON this is
   */
  public record Result(List<JourneyInput> events, long nextSeq, int size) {
    public Result {
      events = List.copyOf(events);
    }
  }
}
