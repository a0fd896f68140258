package dev.stitch.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.BatchActivities.Hold;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands. Its counts and its place in the work are in the database alone.
 *
 * @param slice the number of the newest slice
 * @param working whether that slice is under way
 * @param held what holds the run; null while nothing does
 * @param end what it came to; null until it has ended
 */
public record BatchState(
    RunStatus status,
    int slice,
    boolean working,
    @Nullable Held held,
    @Nullable Instant startedAt,
    @Nullable End end) {

  public BatchState {
    Objects.requireNonNull(status, "status");
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
    return new BatchState(RunStatus.PENDING, -1, false, null, null, null);
  }

  BatchState begun(Instant at) {
    return new BatchState(RunStatus.RUNNING, slice, working, held, at, end);
  }

  /** The next slice begins; how often it has looked in vain is still known. */
  BatchState workingOn(int next) {
    return new BatchState(status, next, true, held, startedAt, end);
  }

  BatchState idle(@Nullable Held found) {
    return new BatchState(status, slice, false, found, startedAt, end);
  }

  BatchState as(RunStatus other) {
    return new BatchState(other, slice, working, held, startedAt, end);
  }

  BatchState ended(RunStatus how, End with) {
    return new BatchState(how, slice, false, null, startedAt, with);
  }
}
