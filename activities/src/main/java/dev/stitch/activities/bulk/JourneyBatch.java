package dev.stitch.activities.bulk;

import dev.stitch.store.journey.EntitySettlement;
import dev.stitch.store.journey.UnstartedEntity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts many journeys side by side. */
@Singleton
public class JourneyBatch {

  /**
   * Starts under way at once. A start is some ten milliseconds of waiting for Temporal's database,
   * so that these keep a small server busy without flooding it.
   */
  private static final int CONCURRENCY = 32;

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
    ExecutorService threads =
        Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().name("start-", 0).factory());
    try {
      CompletionService<Boolean> starts = new ExecutorCompletionService<>(threads);
      entities.forEach(entity -> starts.submit(() -> startOrCancel(entity)));
      int failed = 0;
      for (int i = 0; i < entities.size(); i++) {
        failed += starts.take().get() ? 0 : 1;
        eachTime.run();
      }
      return failed;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting journeys", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean startOrCancel(UnstartedEntity entity) {
    Optional<String> refusal = starter.start(entity);
    refusal.ifPresent(reason -> settlement.cancel(entity.id(), "journey", reason));
    return refusal.isEmpty();
  }
}
