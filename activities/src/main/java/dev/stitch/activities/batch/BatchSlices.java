package dev.stitch.activities.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.contact.ContactsContendedException;
import dev.stitch.activities.step.Infrastructure;
import dev.stitch.connectors.failure.PlatformException;
import dev.stitch.model.FailureCode;
import dev.stitch.model.RunStatus;
import dev.stitch.model.StepFailure;
import dev.stitch.port.BatchActivities.BatchCounts;
import dev.stitch.port.BatchActivities.BatchRequest;
import dev.stitch.port.BatchActivities.BatchSlice;
import dev.stitch.store.batch.BatchProgress;
import dev.stitch.store.batch.BatchRepository;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries slices out: finds their work, and tells the run what they came to. */
@Singleton
public class BatchSlices {

  private static final Logger LOG = LoggerFactory.getLogger(BatchSlices.class);

  /** Short enough that pausing takes effect soon, long enough that histories stay short. */
  private static final Duration TIME = Duration.ofSeconds(45);

  private final RunRepository runs;
  private final BatchRepository batches;
  private final BatchWriter writer;
  private final Map<String, BatchWork> works = new HashMap<>();

  BatchSlices(
      RunRepository runs, BatchRepository batches, BatchWriter writer, List<BatchWork> works) {
    this.runs = runs;
    this.batches = batches;
    this.writer = writer;
    for (BatchWork work : works) {
      for (String name : work.names()) {
        if (this.works.put(name, work) != null) {
          throw new IllegalArgumentException("two beans do the work " + name);
        }
      }
    }
  }

  /** Does one slice. */
  public BatchSlice work(BatchRequest request) {
    return work(request, TIME);
  }

  /**
   * Does one slice.
   *
   * @param time after which it begins no further page
   */
  BatchSlice work(BatchRequest request, Duration time) {
    Optional<RunRow> row = runs.find(request.runId());
    Optional<BatchProgress> stored = batches.find(request.runId());
    if (row.isEmpty() || stored.isEmpty()) {
      return failed(
          BatchCounts.NONE, new StepFailure(FailureCode.NOT_FOUND, "The run was deleted."));
    }
    BatchCounts counts = counts(row.get());
    BatchProgress progress = stored.get();
    return switch (progress.phase()) {
      case FINISHED -> finished(counts, progress.result());
      case FAILED -> failed(counts, failure(progress.failure()));
      case OPEN ->
          row.get().status() == RunStatus.RUNNING
              ? work(BatchRun.of(row.get(), request.work()), progress, counts, time)
              : more(counts);
    };
  }

  private BatchSlice work(BatchRun run, BatchProgress stored, BatchCounts counts, Duration time) {
    SliceProgress progress = new SliceProgress(writer, run, stored, counts, time);
    try {
      return switch (slice(run, progress)) {
        case SliceEnd.More more -> more(progress.counts());
        case SliceEnd.Held held ->
            new BatchSlice(false, progress.counts(), held.hold(), null, null);
        case SliceEnd.Finished finished -> {
          progress.finish(finished.result());
          yield finished(progress.counts(), finished.result());
        }
        case SliceEnd.Failed failed -> {
          progress.fail(failed.failure());
          yield failed(progress.counts(), failed.failure());
        }
      };
    } catch (SliceLostException lost) {
      return more(progress.counts());
    }
  }

  private SliceEnd slice(BatchRun run, SliceProgress progress) {
    BatchWork work = works.get(run.work());
    if (work == null) {
      // A worker of a later build knows it, and the activity is tried until it is there.
      throw new IllegalStateException("this worker does not know the work " + run.work());
    }
    try {
      return work.slice(run, progress);
    } catch (PlatformException e) {
      return PlatformHolds.of(e.failure());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the worker ends", e);
    } catch (SliceLostException lost) {
      throw lost;
    } catch (RuntimeException e) {
      if (e instanceof ContactsContendedException || Infrastructure.failed(e)) {
        throw e;
      }
      LOG.error("The work {} of run {} has a defect", run.work(), run.id(), e);
      return new SliceEnd.Failed(
          new StepFailure(
              FailureCode.INTERNAL,
              "A defect of Stitch stopped it (%s); the worker's log says more. Nothing that was read is lost: retry the run when it is mended."
                  .formatted(e.getClass().getSimpleName())));
    }
  }

  private static BatchSlice more(BatchCounts counts) {
    return new BatchSlice(false, counts, null, null, null);
  }

  private static BatchSlice finished(BatchCounts counts, @Nullable JsonNode result) {
    return new BatchSlice(true, counts, null, result, null);
  }

  private static BatchSlice failed(BatchCounts counts, StepFailure failure) {
    return new BatchSlice(false, counts, null, null, failure);
  }

  private static StepFailure failure(@Nullable JsonNode stored) {
    return stored == null
        ? new StepFailure(FailureCode.INTERNAL, null)
        : new StepFailure(
            FailureCode.valueOf(stored.path("code").asText()), stored.path("message").asText());
  }

  private static BatchCounts counts(RunRow row) {
    RunRow.Items items = row.items();
    return new BatchCounts(
        items.total(), items.processed(), items.success(), items.skipped(), items.error());
  }
}
