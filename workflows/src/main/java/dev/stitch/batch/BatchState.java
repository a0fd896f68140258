package dev.stitch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.machine.PauseOwner;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.BatchActivities.Hold;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands. Its counts and its place in the work are in the database alone.
 *
 * @param slice the number of the newest slice
 * @param working whether that slice is under way
 * @param pausedBy who has paused it: {@code RUN} for a person, or with the run that called it, as
 *     any other owner
 * @param held what holds the run; null while nothing does
 * @param end what it came to; null until it has ended
 */
public record BatchState(
    RunStatus status,
    int slice,
    boolean working,
    Set<PauseOwner> pausedBy,
    @Nullable Held held,
    @Nullable Instant startedAt,
    @Nullable End end) {

  public BatchState {
    Objects.requireNonNull(status, "status");
    pausedBy = pausedBy == null ? ofEarlierBuild(status) : Set.copyOf(pausedBy);
  }

  private static Set<PauseOwner> ofEarlierBuild(RunStatus status) {
    return status == RunStatus.PAUSED ? Set.of(PauseOwner.RUN) : Set.of();
  }

  /**
   * A hold.
   *
   * @param lookAt when the run looks whether it is over
   * @param looks how often in a row it has found one that does not say when it ends
   */
  public record Held(Hold hold, Instant lookAt, int looks) {}

  /**
   * What a run came to.
   *
   * @param result null unless it completed
   * @param failure null unless it failed
   */
  public record End(@Nullable JsonNode result, @Nullable StepFailure failure, Instant at) {}

  /** Before it has begun. */
  static BatchState initial() {
    return new BatchState(RunStatus.PENDING, -1, false, Set.of(), null, null, null);
  }

  BatchState begun(Instant at) {
    return new BatchState(RunStatus.RUNNING, slice, working, pausedBy, held, at, end);
  }

  /** The next slice begins; how often it has looked in vain is still known. */
  BatchState workingOn(int next) {
    return new BatchState(status, next, true, pausedBy, held, startedAt, end);
  }

  BatchState idle(@Nullable Held found) {
    return new BatchState(status, slice, false, pausedBy, found, startedAt, end);
  }

  BatchState pausedWith(PauseOwner owner) {
    Set<PauseOwner> owners = new HashSet<>(pausedBy);
    owners.add(owner);
    return pausedBy(owners);
  }

  BatchState pausedWithout(PauseOwner owner) {
    Set<PauseOwner> owners = new HashSet<>(pausedBy);
    owners.remove(owner);
    return pausedBy(owners);
  }

  private BatchState pausedBy(Set<PauseOwner> owners) {
    RunStatus now = owners.isEmpty() ? RunStatus.RUNNING : RunStatus.PAUSED;
    return new BatchState(now, slice, working, owners, held, startedAt, end);
  }

  BatchState ended(RunStatus how, End with) {
    return new BatchState(how, slice, false, Set.of(), null, startedAt, with);
  }
}
