package dev.stitch.activities.step;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Says for every running step that its worker is alive, so that a killed one is soon replaced. */
@Singleton
class Pulse {

  /** A quarter of the silence that the server puts up with. */
  private static final long SECONDS = 5;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("step-pulse").factory());

  /** Beats until it is closed. */
  Beating of(ActivityExecutionContext activity) {
    ScheduledFuture<?> beats =
        timer.scheduleAtFixedRate(() -> beat(activity), SECONDS, SECONDS, TimeUnit.SECONDS);
    return () -> beats.cancel(false);
  }

  /** Ends the beating of one step. */
  @FunctionalInterface
  interface Beating extends AutoCloseable {
    @Override
    void close();
  }

  private static void beat(ActivityExecutionContext activity) {
    try {
      activity.heartbeat(null);
    } catch (ActivityCompletionException e) {
      // Cancelled or timed out: the path has gone on, and what is under way is settled by its
      // ledger.
      throw new IllegalStateException("this step is no longer waited for", e);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
