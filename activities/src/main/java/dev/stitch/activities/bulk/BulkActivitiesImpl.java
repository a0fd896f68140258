package dev.stitch.activities.bulk;

import dev.stitch.port.BulkActivities;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkStatus;
import dev.stitch.store.journey.EntitySettlement;
import dev.stitch.store.journey.UnstartedEntities;
import dev.stitch.store.journey.UnstartedEntity;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Carries a bulk operation's pages out, and writes its progress down. */
@Singleton
public class BulkActivitiesImpl implements BulkActivities {

  private final UnstartedEntities unstarted;
  private final BulkRepository operations;
  private final EntitySettlement settlement;
  private final JourneyBatch batch;

  BulkActivitiesImpl(
      UnstartedEntities unstarted,
      BulkRepository operations,
      EntitySettlement settlement,
      JourneyBatch batch) {
    this.unstarted = unstarted;
    this.operations = operations;
    this.settlement = settlement;
    this.batch = batch;
  }

  @Override
  public PageEnd startPage(Page page) {
    List<UnstartedEntity> entities = unstarted.next(page.operationId(), page.after(), page.size());
    if (entities.isEmpty()) {
      return new PageEnd(null, page.before());
    }
    ActivityExecutionContext context = Activity.getExecutionContext();
    int failed = page.before().failed() + batch.start(entities, () -> context.heartbeat(null));
    UUID last = entities.getLast().id();
    // Counted, not added up: when the page is done again, those that began are not in it any more.
    Progress progress =
        new Progress(operations.entitiesUpTo(page.operationId(), last) - failed, failed);
    operations.progress(page.operationId(), progress.succeeded(), progress.failed());
    return new PageEnd(last, progress);
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
    settlement.cancelUnstarted(operationId, after, "bulk", "the seeding was cancelled");
  }
}
