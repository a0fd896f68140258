package dev.stitch.activities.bulk;

import java.util.Collection;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Asks Temporal about many workflows side by side. */
public final class SideBySide {

  /**
   * Requests under way at once. A start is some ten milliseconds of waiting for Temporal's
   * database, so that these keep a small server busy without flooding it.
   */
  private static final int CONCURRENCY = 32;

  private SideBySide() {}

  /**
   * Does the same with each.
   *
   * @param eachTime called as each is dealt with
   * @return of how many the work said no
   * @throws RuntimeException the first that the work throws; some may have been done
   */
  public static <T> int countRefused(Collection<T> all, Predicate<T> work, Runnable eachTime) {
    ExecutorService threads =
        Executors.newFixedThreadPool(CONCURRENCY, Thread.ofVirtual().name("start-", 0).factory());
    try {
      CompletionService<Boolean> under = new ExecutorCompletionService<>(threads);
      all.forEach(one -> under.submit(() -> work.test(one)));
      int refused = 0;
      for (int i = 0; i < all.size(); i++) {
        refused += under.take().get() ? 0 : 1;
        eachTime.run();
      }
      return refused;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Temporal", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
