package dev.stitch.store.run;

import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;

/**
 * What some runs came to, took and cost together.
 *
 * @param runs all of them, those under way included
 * @param successRate how many of those that have ended completed, from 0 to 1; null when none has
 *     ended
 * @param durationMs of those that have ended, from their start to their end
 * @param inputTokens those that were neither read from nor written to a cache
 * @param cacheWriteTokens those that were written to a cache for an hour included
 * @param cacheWrite1hTokens those that were written to a cache for an hour
 * @param costUsd US dollars, for models and for requests that platforms bill
 */
public record RunFigures(
    long runs,
    Ended ended,
    @Nullable Double successRate,
    Durations durationMs,
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    long cacheWrite1hTokens,
    BigDecimal costUsd) {

  /** How many runs ended, by how. */
  public record Ended(long completed, long failed, long cancelled, long killed) {

    @Nullable
    Double successRate() {
      long all = completed + failed + cancelled + killed;
      return all == 0 ? null : (double) completed / all;
    }

    Ended plus(Ended other) {
      return new Ended(
          completed + other.completed,
          failed + other.failed,
          cancelled + other.cancelled,
          killed + other.killed);
    }
  }

  /**
   * How long runs took; null when none has ended. Of many runs up to two percent more than it was.
   *
   * @param p50 half of them took at most as long
   * @param p95 95 of 100 took at most as long
   */
  public record Durations(@Nullable Long p50, @Nullable Long p95) {}
}
