package dev.stitch.campaign;

/**
 * How many of so many.
 *
 * @param hits at most {@code trials}
 */
public record Proportion(long hits, long trials) {

  /** Standard deviations on either side that hold 95 of 100. */
  private static final double Z = 1.959964;

  public Proportion {
    if (hits < 0 || hits > trials) {
      throw new IllegalArgumentException(hits + " of " + trials);
    }
  }

  /** Between 0 and 1; 0 of nothing. */
  public double rate() {
    return trials == 0 ? 0 : (double) hits / trials;
  }

  /** Least rate that is plausible: the lower end of Wilson's interval at 95 %. */
  public double low() {
    return trials == 0 ? 0 : Math.max(0, centre() - halfWidth());
  }

  /** Greatest rate that is plausible: the upper end of Wilson's interval at 95 %. */
  public double high() {
    return trials == 0 ? 1 : Math.min(1, centre() + halfWidth());
  }

  private double centre() {
    return (rate() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
  }

  private double halfWidth() {
    double spread = rate() * (1 - rate()) / trials + Z * Z / (4.0 * trials * trials);
    return Z * Math.sqrt(spread) / (1 + Z * Z / trials);
  }

  /**
   * By how many standard deviations this rate is above another, when there were no difference; 0
   * when nothing can be said.
   */
  double above(Proportion other) {
    double pooled = (double) (hits + other.hits) / (trials + other.trials);
    double spread = pooled * (1 - pooled) * (1.0 / trials + 1.0 / other.trials);
    return spread > 0 ? (rate() - other.rate()) / Math.sqrt(spread) : 0;
  }
}
