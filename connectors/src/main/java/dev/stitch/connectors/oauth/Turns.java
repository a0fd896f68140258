package dev.stitch.connectors.oauth;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread of this process at a time work at a connection's row. The others wait here, where
 * they take up no connection to the database, of which a process has a few.
 */
final class Turns {

  /** Connections are few, so that their locks may stay. */
  private final ConcurrentMap<UUID, ReentrantLock> locks = new ConcurrentHashMap<>();

  /**
   * Does work when nobody else works at the connection, and to its end: it runs in a thread of its
   * own, since an interrupt would cut off the answer of a platform that has already ended the old
   * tokens. The work takes no part in a transaction of the caller.
   *
   * @throws InterruptedException when the caller was interrupted, either before the work began, or
   *     after it was done
   */
  <T> T take(UUID connectionId, Supplier<T> work) throws InterruptedException {
    ReentrantLock lock = locks.computeIfAbsent(connectionId, first -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      return toItsEnd(work);
    } finally {
      lock.unlock();
    }
  }

  private static <T> T toItsEnd(Supplier<T> work) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = Thread.ofVirtual().name("connection-turn").start(task);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      throw new InterruptedException();
    }
    if (task.state() == Future.State.FAILED) {
      throw unchecked(task.exceptionNow());
    }
    return task.resultNow();
  }

  /** A supplier throws nothing else. */
  private static RuntimeException unchecked(Throwable failure) {
    return switch (failure) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      default -> new IllegalStateException(failure);
    };
  }
}
