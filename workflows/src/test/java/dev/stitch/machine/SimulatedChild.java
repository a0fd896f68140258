package dev.stitch.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A path with a workflow of its own: what its journey hears of it. */
final class SimulatedChild {

  private final PathSlot slot;
  private final SimulatedPath path;
  private List<WaitingOn> reported = List.of();
  private boolean dropped;
  private boolean endTaken;

  SimulatedChild(PathSlot slot, SimulatedPath path) {
    this.slot = slot;
    this.path = path;
  }

  SimulatedPath path() {
    return path;
  }

  /** The journey wants nothing more of it. */
  void drop(Instant now) {
    dropped = true;
    path.apply(new PathInput.CancelRequested(now));
  }

  boolean dropped() {
    return dropped;
  }

  /** Whether something is on its way that nobody needs to help. */
  boolean busy() {
    return path.busy() || hasEnd() || news().isPresent();
  }

  boolean hasEnd() {
    return path.over() && !endTaken;
  }

  JourneyInput takeEnd(Instant now) {
    endTaken = true;
    return new JourneyInput.PathEnded(
        now,
        slot.runId(),
        slot.uxNodeId(),
        slot.flow().systemFlowId(),
        Carried.over(PathMachine.end(path.state()), PathEnd.class));
  }

  /** What it waits for, when the journey does not know that yet. */
  Optional<JourneyInput> takeNews(Instant now) {
    return news()
        .map(
            waits -> {
              reported = waits;
              return new JourneyInput.PathWaiting(now, slot.runId(), waits);
            });
  }

  private Optional<List<WaitingOn>> news() {
    List<WaitingOn> waits = PathMachine.waitingOn(path.state());
    boolean silent = dropped || path.over() || path.busy();
    return silent || waits.equals(reported) ? Optional.empty() : Optional.of(waits);
  }
}
