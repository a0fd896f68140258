package dev.stitch.activities.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Whether an attempt of Claude Code is still at its run: all that it waits for ends when it is not.
 */
final class HarnessPresence {

  private final Duration look;
  private volatile boolean closed;
  private boolean left;

  /**
   * @param look the time between two looks at what is waited for
   */
  HarnessPresence(Duration look) {
    this.look = look;
  }

  void close() {
    closed = true;
  }

  /** A moment of waiting. */
  void pause() throws InterruptedException {
    requireOpen();
    Thread.sleep(look);
  }

  /** So much time of waiting. */
  void pause(Duration time) throws InterruptedException {
    for (Instant end = Instant.now().plus(time); Instant.now().isBefore(end); ) {
      pause();
    }
  }

  void requireOpen() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the session is closed");
    }
  }

  /** For those who may not be interrupted. */
  void requireWanted() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  /**
   * Leaves, unless there is work: what is let through by then is waited for, nothing afterwards.
   */
  synchronized boolean leaveUnless(BooleanSupplier working) {
    left = !working.getAsBoolean();
    return left;
  }

  /** Begins what must not be left in its midst. */
  synchronized boolean begin(BooleanSupplier work) throws InterruptedException {
    if (left) {
      throw new InterruptedException("the program is left");
    }
    return work.getAsBoolean();
  }
}
