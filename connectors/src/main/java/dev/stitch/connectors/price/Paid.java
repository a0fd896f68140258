package dev.stitch.connectors.price;

import dev.stitch.store.cost.PaidRequest;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * What a platform bills for one request that it has answered.
 *
 * @param what what it bills for
 * @param count how many of it
 * @param usd in all, in US dollars
 * @param asOf the day of the price table
 */
public record Paid(XPrice what, int count, BigDecimal usd, LocalDate asOf) {

  /** What so many of it cost. */
  public static Paid of(XPrice what, int count) {
    return new Paid(what, count, what.usd().multiply(BigDecimal.valueOf(count)), XPrice.AS_OF);
  }

  /**
   * The same as a run's cost.
   *
   * @param nodeId the step that made the request, null for none
   * @param key the same however often it is recorded
   */
  public PaidRequest by(UUID runId, @Nullable String nodeId, String key) {
    return new PaidRequest(
        key, runId, nodeId, "x", what.name().toLowerCase(Locale.ROOT), count, usd, asOf);
  }
}
