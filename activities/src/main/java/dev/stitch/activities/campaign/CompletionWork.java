package dev.stitch.activities.campaign;

import dev.stitch.activities.bulk.BulkWork;
import dev.stitch.port.BulkActivities.Page;
import dev.stitch.port.BulkActivities.PageEnd;
import dev.stitch.port.BulkActivities.Progress;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.SequenceRuns.Unwanted;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Ends the runs of a template that was completed or deleted. Their enrollments have ended already,
 * so that they send nothing more; which runs are left to end does not depend on a template that may
 * be gone.
 */
@Singleton
class CompletionWork implements BulkWork {

  private final SequenceRuns sequences;
  private final SequenceBatch batch;

  CompletionWork(SequenceRuns sequences, SequenceBatch batch) {
    this.sequences = sequences;
    this.batch = batch;
  }

  @Override
  public boolean does(String kind) {
    return kind.equals("complete");
  }

  @Override
  public PageEnd page(BulkOperationRow operation, Page page, Runnable heartbeat) {
    List<Unwanted> runs = sequences.unwanted(operation.createdAt(), page.after(), page.size());
    if (runs.isEmpty()) {
      return new PageEnd(null, page.before());
    }
    batch.cancel(runs, heartbeat);
    return new PageEnd(
        runs.getLast().runId(),
        new Progress(page.before().succeeded() + runs.size(), page.before().failed()));
  }

  @Override
  public void cancelled(BulkOperationRow operation, @Nullable UUID after) {
    // The reconciler ends the others: their enrollments have ended for good.
  }
}
