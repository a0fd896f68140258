package dev.stitch.store.model;

import dev.stitch.store.Row;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * What a step's calls of models used, those of attempts that failed included.
 *
 * @param model which was called; several are joined by commas
 * @param inputTokens those that were neither read from nor written to a cache
 * @param costUsd US dollars; null when a model has no price, so that it is not known
 */
public record ModelUsage(
    String model,
    long inputTokens,
    long outputTokens,
    long cacheReadTokens,
    long cacheWriteTokens,
    @Nullable BigDecimal costUsd) {

  /** Reads the columns of that name; null when there were no calls. */
  public static @Nullable ModelUsage ofOrNull(Row row) throws SQLException {
    String model = row.textOrNull("model");
    return model == null
        ? null
        : new ModelUsage(
            model,
            row.longNumber("input_tokens"),
            row.longNumber("output_tokens"),
            row.longNumber("cache_read_tokens"),
            row.longNumber("cache_write_tokens"),
            row.amountOrNull("cost_usd"));
  }
}
