package dev.stitch.activities.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.batch.BatchWriter.Written;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.BatchActivities.BatchCounts;
import dev.stitch.store.batch.BatchProgress;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where a run stands, for the one slice that goes on from there. For one thread. */
public final class SliceProgress {

  private final BatchWriter writer;
  private final BatchRun run;
  private final long end;
  private BatchProgress progress;
  private RunStatus status = RunStatus.RUNNING;
  private BatchCounts counts;

  SliceProgress(
      BatchWriter writer, BatchRun run, BatchProgress progress, BatchCounts counts, Duration time) {
    this.writer = writer;
    this.run = run;
    this.progress = progress;
    this.counts = counts;
    this.end = System.nanoTime() + time.toNanos();
  }

  /** Where the work goes on; null at its beginning. */
  public @Nullable JsonNode position() {
    return progress.position();
  }

  /** What the run has worked off until now. */
  public BatchCounts counts() {
    return counts;
  }

  /** A number of the result until now, such as {@code added}; 0 when nothing was added to it. */
  public long part(String name) {
    return progress.parts().path(name).asLong();
  }

  /** Whether the slice may go on: it has time left, and nobody has paused or ended the run. */
  public boolean goesOn() {
    return status == RunStatus.RUNNING && System.nanoTime() - end < 0;
  }

  /**
   * As {@link #commit(Function)}, where the next position is known before.
   *
   * @param position where the run goes on
   */
  public void commit(@Nullable JsonNode position, Consumer<BatchPage> content) {
    commit(
        page -> {
          content.accept(page);
          return position;
        });
  }

  /**
   * Moves the run on, in one transaction with everything that {@code content} writes. It may be
   * called again where PostgreSQL ends a deadlock.
   *
   * @param content writes its rows, and answers where the run goes on
   * @throws SliceLostException when another worker has moved the run on, or the run is over: leave
   *     the slice by it
   */
  public void commit(Function<BatchPage, @Nullable JsonNode> content) {
    Written written = writer.write(run, progress, content);
    progress =
        new BatchProgress(
            progress.runId(),
            progress.work(),
            progress.revision() + 1,
            written.position(),
            progress.stepType(),
            written.parts(),
            progress.phase(),
            null,
            null);
    status = written.counted().status();
    counts =
        new BatchCounts(
            written.counted().total(),
            written.counted().processed(),
            written.counted().success(),
            written.counted().skipped(),
            written.counted().errors());
  }

  /**
   * Adds to what the run costs, at once: what was paid stays paid, whatever becomes of the page.
   */
  public void paid(BigDecimal usd) {
    writer.pay(run.id(), usd);
  }

  void finish(@Nullable JsonNode result) {
    writer.finish(run, progress, result);
  }

  void fail(StepFailure failure) {
    writer.fail(run, progress, failure);
  }
}
