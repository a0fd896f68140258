package dev.stitch.launch;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another process writes to the database. On virtual threads only. */
public final class Polling {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private Polling() {}

  /**
   * Waits until a condition holds.
   *
   * @return whether it came to hold in time
   */
  public static boolean until(Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
    return true;
  }
}
