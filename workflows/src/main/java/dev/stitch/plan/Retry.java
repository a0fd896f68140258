package dev.stitch.plan;

import java.time.Duration;

/**
 * How often and how fast a remote step is tried again.
 *
 * @param maxAttempts total attempts, at least 1
 * @param initialInterval pause before the second attempt
 * @param backoff factor between pauses, at least 1
 */
public record Retry(int maxAttempts, Duration initialInterval, double backoff) {

  /** Five attempts over about fifteen seconds: outlasts a restart, not a working day. */
  public static final Retry DEFAULT = new Retry(5, Duration.ofSeconds(1), 2.0);

  public Retry {
    if (maxAttempts < 1 || initialInterval.isNegative() || backoff < 1) {
      throw new IllegalArgumentException("retry out of range");
    }
  }
}
