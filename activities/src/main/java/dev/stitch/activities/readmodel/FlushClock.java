package dev.stitch.activities.readmodel;

import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.time.Instant;

/**
 * The time within a flush: workflow time plus what has passed since, also before this attempt; and
 * when to hand back. A flush that an outage held up for an hour is decided by the time it is taken
 * at.
 */
final class FlushClock {

  /** A flush hands back after this long, so that a local activity ends within two seconds. */
  private static final Duration LONGEST = Duration.ofMillis(800);

  private final Instant begun;
  private final long started = System.nanoTime();

  private FlushClock(Instant begun) {
    this.begun = begun;
  }

  /**
   * The clock of one attempt. Only differences of the worker's own clock count, which need not
   * agree with the server's.
   *
   * @param workflowTime when the workflow asked for the flush
   */
  static FlushClock of(Instant workflowTime, ActivityInfo flush) {
    long waited = System.currentTimeMillis() - flush.getScheduledTimestamp();
    return new FlushClock(workflowTime.plusMillis(Math.max(0, waited)));
  }

  /** Whole milliseconds, as Temporal keeps time. */
  Instant now() {
    return begun.plusMillis(elapsed().toMillis());
  }

  boolean isUp() {
    return elapsed().compareTo(LONGEST) > 0;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
