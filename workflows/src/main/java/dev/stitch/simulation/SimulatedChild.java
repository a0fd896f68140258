package dev.stitch.simulation;

import dev.stitch.machine.JourneyInput;
import dev.stitch.machine.PathInput;
import dev.stitch.machine.PathMachine;
import dev.stitch.machine.PathSlot;
import dev.stitch.machine.WaitingOn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A path with a workflow of its own, as its journey knows it: what it reports, and once. */
public final class SimulatedChild {

  private final PathSlot slot;
  private final SimulatedPath path;
  private List<WaitingOn> reported = List.of();
  private boolean dropped;
  private boolean endTaken;

  SimulatedChild(PathSlot slot, SimulatedPath path) {
    this.slot = slot;
    this.path = path;
  }

  public SimulatedPath path() {
    return path;
  }

  /** Its journey wants nothing more of it. */
  void drop(Instant now) {
    dropped = true;
    path.apply(new PathInput.CancelRequested(now));
  }

  public boolean dropped() {
    return dropped;
  }

  /** Whether something is on its way that nobody needs to help. */
  public boolean busy() {
    return path.busy() || hasEnd() || news().isPresent();
  }

  /** Whether it has ended and has not said so. */
  public boolean hasEnd() {
    return path.over() && !endTaken;
  }

  /** Its end, which counts as told from now on. */
  public JourneyInput.PathEnded takeEnd(Instant now) {
    endTaken = true;
    return new JourneyInput.PathEnded(
        now,
        slot.runId(),
        slot.uxNodeId(),
        slot.flow().systemFlowId(),
        PathMachine.end(path.state()));
  }

  /** What it waits for, when the journey does not know that yet. */
  public Optional<JourneyInput> takeNews(Instant now) {
    return news()
        .map(
            waits -> {
              reported = waits;
              return new JourneyInput.PathWaiting(now, slot.runId(), waits);
            });
  }

  private Optional<List<WaitingOn>> news() {
    List<WaitingOn> waits = PathMachine.waitingOn(path.state());
    boolean silent = dropped || path.over();
    return silent || waits.equals(reported) ? Optional.empty() : Optional.of(waits);
  }
}
