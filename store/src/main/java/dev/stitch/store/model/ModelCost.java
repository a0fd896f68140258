package dev.stitch.store.model;

import dev.stitch.store.Row;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * What calls of models used and cost together.
 *
 * @param calls those of attempts that failed included
 * @param unpricedCalls how many of them were of models without a price, and so are missing in the
 *     cost
 * @param inputTokens those that were neither read from nor written to a cache
 * @param costUsd US dollars, by the price tables of the days of the calls
 */
public record ModelCost(
    long calls,
    long unpricedCalls,
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    BigDecimal costUsd) {

  static final String COLUMNS =
      """
      count(*) AS calls, count(*) - count(c.cost_usd) AS unpriced_calls,
      coalesce(sum(c.input_tokens), 0) AS input_tokens,
      coalesce(sum(c.output_tokens), 0) AS output_tokens,
      coalesce(sum(c.cache_read_tokens), 0) AS cache_read_tokens,
      coalesce(sum(c.cache_write_tokens), 0) AS cache_write_tokens,
      round(coalesce(sum(c.cost_usd), 0), 6) AS cost_usd
      """;

  static ModelCost of(Row row) throws SQLException {
    return new ModelCost(
        row.longNumber("calls"),
        row.longNumber("unpriced_calls"),
        row.longNumber("input_tokens"),
        row.longNumber("output_tokens"),
        row.longNumber("cache_read_tokens"),
        row.longNumber("cache_write_tokens"),
        row.amount("cost_usd"));
  }
}
