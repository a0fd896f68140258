package dev.stitch.connectors.price;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What X bills for, and its list price in US dollars. X changes its prices; whoever changes this
 * table changes its day.
 */
public enum XPrice {
  USER_READ("0.010"),
  POST_READ("0.005"),
  /** A follower, post or mention of the account that asks. */
  OWN_READ("0.001"),
  POST("0.015"),
  POST_WITH_URL("0.200"),
  /** A reply to somebody who has mentioned or quoted the account. */
  SUMMONED_REPLY("0.010"),
  MESSAGE("0.015");

  /** The day on which X's price list said so. */
  public static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

  private final BigDecimal usd;

  XPrice(String usd) {
    this.usd = new BigDecimal(usd);
  }

  public BigDecimal usd() {
    return usd;
  }
}
