package dev.stitch.activities.bulk;

import dev.stitch.store.journey.EntitySettlement;
import dev.stitch.store.journey.UnstartedEntity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Starts many journeys side by side. */
@Singleton
public class JourneyBatch {

  private final BulkJourneyStarter starter;
  private final EntitySettlement settlement;

  JourneyBatch(BulkJourneyStarter starter, EntitySettlement settlement) {
    this.starter = starter;
    this.settlement = settlement;
  }

  /**
   * Starts the journeys of these entities; those that can never be started are cancelled.
   *
   * @param eachTime called as each is dealt with
   * @return how many can never be started
   * @throws io.temporal.client.WorkflowServiceException when Temporal cannot be reached; some may
   *     have been started
   */
  public int start(List<UnstartedEntity> entities, Runnable eachTime) {
    return SideBySide.countRefused(entities, this::startOrCancel, eachTime);
  }

  private boolean startOrCancel(UnstartedEntity entity) {
    Optional<String> refusal = starter.start(entity);
    refusal.ifPresent(reason -> settlement.cancel(entity.id(), "journey", reason));
    return refusal.isEmpty();
  }
}
