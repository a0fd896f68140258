package dev.stitch.activities.step;

import io.temporal.client.ActivityCompletionException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Says for every running step and call that its worker is alive, so that a killed one is soon
 * replaced.
 */
@Singleton
public class StepHeartbeats {

  /** A quarter of the silence that the server puts up with. */
  private static final long SECONDS = 5;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("step-heartbeats").factory());

  /** Tells the server, by this heartbeat, until it is closed. */
  public Ending beat(Runnable heartbeat) {
    ScheduledFuture<?> beats =
        timer.scheduleAtFixedRate(() -> beatOnce(heartbeat), SECONDS, SECONDS, TimeUnit.SECONDS);
    return () -> beats.cancel(false);
  }

  /** Interrupts the calling thread when the attempt's time is up, unless it is closed before. */
  Ending limit(StepAttempt attempt, Duration time) {
    Thread thread = Thread.currentThread();
    ScheduledFuture<?> end =
        timer.schedule(() -> attempt.interruptLate(thread), time.toMillis(), TimeUnit.MILLISECONDS);
    return () -> {
      end.cancel(false);
      attempt.end();
    };
  }

  /** Ends what was begun for one attempt. */
  @FunctionalInterface
  public interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  private static void beatOnce(Runnable heartbeat) {
    try {
      heartbeat.run();
    } catch (ActivityCompletionException e) {
      // Cancelled or timed out: the path has gone on, and what is under way is settled by its
      // ledger.
      throw new IllegalStateException("this activity is no longer waited for", e);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
