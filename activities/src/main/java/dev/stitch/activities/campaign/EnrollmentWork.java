package dev.stitch.activities.campaign;

import dev.stitch.activities.bulk.BulkWork;
import dev.stitch.port.BulkActivities.Page;
import dev.stitch.port.BulkActivities.PageEnd;
import dev.stitch.port.BulkActivities.Progress;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.campaign.SequenceRuns;
import dev.stitch.store.campaign.SequenceRuns.Enrolled;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Begins what a bulk enrollment has enrolled. Those whose template is not active or not due stay
 * pending: its activation begins them, or the reconciler when their time has come.
 */
@Singleton
class EnrollmentWork implements BulkWork {

  private final SequenceRuns sequences;
  private final SequenceBatch batch;

  EnrollmentWork(SequenceRuns sequences, SequenceBatch batch) {
    this.sequences = sequences;
    this.batch = batch;
  }

  @Override
  public boolean does(String kind) {
    return kind.equals("enroll");
  }

  @Override
  public PageEnd page(BulkOperationRow operation, Page page, Runnable heartbeat) {
    List<Enrolled> enrolled = sequences.ofOperation(operation.id(), page.after(), page.size());
    if (enrolled.isEmpty()) {
      return new PageEnd(null, page.before());
    }
    batch.begin(operation.templateId(), enrolled, heartbeat);
    return new PageEnd(
        enrolled.getLast().id(),
        new Progress(page.before().succeeded() + enrolled.size(), page.before().failed()));
  }

  @Override
  public void cancelled(BulkOperationRow operation, @Nullable UUID after) {
    sequences.endUnbegun(operation.id(), "cancelled");
    if (operation.runId() != null) {
      sequences.endParent(operation.runId());
    }
  }
}
