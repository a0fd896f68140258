package dev.stitch.cli.stack;

import java.time.Duration;

/**
 * How long to wait before a service that died is started again: at once for the first time, longer
 * while it keeps dying.
 *
 * @param failures deaths in a row
 */
public record Backoff(int failures) {

  /** Nothing has died yet. */
  public static final Backoff NONE = new Backoff(0);

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Duration STEADY = Duration.ofMinutes(1);

  /** After one more death; a service that ran for a minute starts with a clean record. */
  public Backoff afterRunning(Duration lifetime) {
    return new Backoff(lifetime.compareTo(STEADY) >= 0 ? 1 : failures + 1);
  }

  /** The wait before the next start. */
  public Duration delay() {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}
