package dev.stitch.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits on conditions. */
record Eventually(Duration longest) {

  /** Limits are those of a machine that is idle; whole builds run on small and busy ones. */
  private static final int SLACK = 3;

  static Eventually within(Duration longest) {
    return new Eventually(longest.multipliedBy(SLACK));
  }

  /** For what must be watched for a while; to wait for something is {@link #until}. */
  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** Waits until the condition holds; an exception counts as not yet. */
  void until(BooleanSupplier condition, Supplier<String> awaited) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .atMost(longest)
          .ignoreExceptions()
          .until(condition::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not within " + longest + ": " + awaited.get(), e);
    }
  }
}
