package dev.stitch.activities.readmodel;

import java.time.Duration;
import java.time.Instant;

/** The time within a turn: workflow time plus what has passed since; and when to hand back. */
final class TurnClock {

  /** A turn hands back after this long, so that a local activity ends within two seconds. */
  private static final Duration LONGEST = Duration.ofMillis(800);

  private final Instant workflowTime;
  private final long started = System.nanoTime();

  TurnClock(Instant workflowTime) {
    this.workflowTime = workflowTime;
  }

  /** Whole milliseconds, as Temporal keeps time. */
  Instant now() {
    return workflowTime.plusMillis(elapsed().toMillis());
  }

  boolean isUp() {
    return elapsed().compareTo(LONGEST) > 0;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
