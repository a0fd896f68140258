package dev.stitch.connectors.price;

import java.math.BigDecimal;
import java.time.LocalDate;

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
}
