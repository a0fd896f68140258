package dev.stitch.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits on conditions. */
record Eventually(Duration longest) {

  static Eventually within(Duration longest) {
    return new Eventually(longest);
  }

  /** For what must be watched for a while; to wait for something is {@link #until}. */
  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** Waits until the condition holds; an exception counts as not yet. */
  void until(BooleanSupplier condition, Supplier<String> awaited) {
    long end = System.nanoTime() + longest.toNanos();
    RuntimeException last = null;
    while (System.nanoTime() < end) {
      try {
        if (condition.getAsBoolean()) {
          return;
        }
        last = null;
      } catch (RuntimeException e) {
        last = e;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("not within " + longest + ": " + awaited.get(), last);
  }
}
