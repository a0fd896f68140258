package dev.stitch.activities.bulk;

import dev.stitch.port.BulkActivities;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkStatus;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carries a bulk operation's pages out, by its kind, and writes its progress down. */
@Singleton
public class BulkActivitiesImpl implements BulkActivities {

  private final BulkRepository operations;
  private final List<BulkWork> works;

  BulkActivitiesImpl(BulkRepository operations, List<BulkWork> works) {
    this.operations = operations;
    this.works = List.copyOf(works);
  }

  @Override
  public PageEnd startPage(Page page) {
    Optional<BulkOperationRow> operation = operations.find(page.operationId());
    if (operation.isEmpty()) {
      // It went with what it was about.
      return new PageEnd(null, page.before());
    }
    ActivityExecutionContext context = Activity.getExecutionContext();
    PageEnd end = work(operation.get()).page(operation.get(), page, () -> context.heartbeat(null));
    if (end.last() != null) {
      operations.progress(page.operationId(), end.progress().succeeded(), end.progress().failed());
    }
    return end;
  }

  @Override
  public void recordPaused(UUID operationId, boolean paused) {
    operations.become(operationId, paused ? BulkStatus.PAUSED : BulkStatus.RUNNING, null);
  }

  @Override
  public void recordCompleted(UUID operationId, Progress progress) {
    operations.progress(operationId, progress.succeeded(), progress.failed());
    operations.become(operationId, BulkStatus.COMPLETED, null);
  }

  @Override
  public void recordCancelled(UUID operationId, UUID after, Progress progress) {
    operations.progress(operationId, progress.succeeded(), progress.failed());
    operations.become(operationId, BulkStatus.CANCELLED, null);
    operations
        .find(operationId)
        .ifPresent(operation -> work(operation).cancelled(operation, after));
  }

  private BulkWork work(BulkOperationRow operation) {
    return works.stream()
        .filter(work -> work.does(operation.kind()))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("nothing does operations of " + operation.kind()));
  }
}
