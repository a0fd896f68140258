package dev.stitch.store.run;

import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.sql.SQLException;

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
  }

  /**
   * How long runs took; null when none has ended.
   *
   * @param p50 half of them took at most as long
   * @param p95 95 of 100 took at most as long
   */
  public record Durations(@Nullable Long p50, @Nullable Long p95) {}

  /** To be read of any number of runs {@code r}, none included. */
  static final String COLUMNS =
      """
      count(*) AS runs,
      count(*) FILTER (WHERE status = 'completed') AS completed,
      count(*) FILTER (WHERE status = 'failed') AS failed,
      count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
      count(*) FILTER (WHERE status = 'killed') AS killed,
      percentile_disc(ARRAY[0.5, 0.95]) WITHIN GROUP
          (ORDER BY date_part('epoch', completed_at - started_at)) AS seconds,
      coalesce(sum(input_tokens), 0) AS input_tokens,
      coalesce(sum(output_tokens), 0) AS output_tokens,
      coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens,
      coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens,
      coalesce(sum(cache_write_1h_tokens), 0) AS cache_write_1h_tokens,
      coalesce(sum(cost_usd), 0) AS cost_usd
      """;

  /** To be read of those columns, so that the runs need not be sorted twice. */
  static final String PERCENTILES =
      "round(seconds[1] * 1000)::bigint AS p50, round(seconds[2] * 1000)::bigint AS p95";

  static RunFigures of(Row row) throws SQLException {
    Ended ended =
        new Ended(
            row.longNumber("completed"),
            row.longNumber("failed"),
            row.longNumber("cancelled"),
            row.longNumber("killed"));
    return new RunFigures(
        row.longNumber("runs"),
        ended,
        ended.successRate(),
        new Durations(row.longNumberOrNull("p50"), row.longNumberOrNull("p95")),
        row.longNumber("input_tokens"),
        row.longNumber("output_tokens"),
        row.longNumber("cache_read_tokens"),
        row.longNumber("cache_write_tokens"),
        row.longNumber("cache_write_1h_tokens"),
        row.amount("cost_usd"));
  }
}
