package dev.stitch.launch.act;

import io.grpc.Context;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Bounds calls to Temporal that would wait for a worker for as long as it takes. */
@Singleton
public class Deadlines {

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("temporal-deadlines").factory());

  /** Runs a call whose requests are given up when the time is over. */
  public <T> T within(Duration time, Callable<T> call) {
    try (Context.CancellableContext context =
        Context.current().withDeadlineAfter(time.toMillis(), TimeUnit.MILLISECONDS, timer)) {
      return context.call(call);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
