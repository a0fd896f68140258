package dev.stitch.activities.bulk;

import dev.stitch.port.BulkActivities.Page;
import dev.stitch.port.BulkActivities.PageEnd;
import dev.stitch.port.BulkActivities.Progress;
import dev.stitch.store.bulk.BulkOperationRow;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.journey.EntitySettlement;
import dev.stitch.store.journey.UnstartedEntities;
import dev.stitch.store.journey.UnstartedEntity;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Starts the journeys of the entities that a seeding has accepted. */
@Singleton
class Seedings implements BulkWork {

  private final UnstartedEntities unstarted;
  private final BulkRepository operations;
  private final EntitySettlement settlement;
  private final JourneyBatch batch;

  Seedings(
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
  public boolean does(String kind) {
    return kind.equals("seed");
  }

  @Override
  public PageEnd page(BulkOperationRow operation, Page page, Runnable heartbeat) {
    List<UnstartedEntity> entities = unstarted.next(operation.id(), page.after(), page.size());
    if (entities.isEmpty()) {
      return new PageEnd(null, page.before());
    }
    int failed = page.before().failed() + batch.start(entities, heartbeat);
    UUID last = entities.getLast().id();
    // Counted, not added up: when the page is done again, those that began are not in it any more.
    return new PageEnd(
        last, new Progress(operations.entitiesUpTo(operation.id(), last) - failed, failed));
  }

  @Override
  public void cancelled(BulkOperationRow operation, @Nullable UUID after) {
    settlement.cancelUnstarted(operation.id(), after, "bulk", "the seeding was cancelled");
  }
}
