package dev.stitch.campaign;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Which variant has won. None has before every variant has been tried {@code minimum} times: early
 * leads are chance more often than not. The leader must be above each of the others by a two-sided
 * test of two proportions at 95 % together, so the more variants there are, the more each must show
 * (Bonferroni).
 *
 * @param minimum trials of each variant, at least 1
 */
public record Contest(int minimum) {

  /** Trials of each variant without another number: some hundred replies at common rates. */
  public static final int USUAL_MINIMUM = 100;

  /** Standard deviations that one comparison must show, by how many comparisons there are. */
  private static final double[] REQUIRED = {
    1.960, 2.241, 2.394, 2.498, 2.576, 2.638, 2.690, 2.734, 2.773
  };

  public Contest {
    if (minimum < 1) {
      throw new IllegalArgumentException("minimum " + minimum);
    }
  }

  /** The winner of two variants or more; empty as long as nothing is sure. */
  public Optional<String> winner(Map<String, Proportion> variants) {
    if (variants.size() < 2
        || variants.values().stream().anyMatch(variant -> variant.trials() < minimum)) {
      return Optional.empty();
    }
    double required = REQUIRED[Math.min(variants.size() - 2, REQUIRED.length - 1)];
    Map.Entry<String, Proportion> leader =
        variants.entrySet().stream()
            .max(Comparator.comparingDouble(variant -> variant.getValue().rate()))
            .orElseThrow();
    boolean wins =
        variants.entrySet().stream()
            .filter(variant -> !variant.getKey().equals(leader.getKey()))
            .allMatch(variant -> leader.getValue().above(variant.getValue()) >= required);
    return wins ? Optional.of(leader.getKey()) : Optional.empty();
  }
}
