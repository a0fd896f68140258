package dev.stitch.activities.llm;

import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes an answer on while it comes, in few pieces, and asks besides whether it is still wanted. A
 * thread of its own does both, since the one that reads may wait long for the model to think.
 */
final class AnswerStream implements AnswerListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerStream.class);

  /** Between two pieces: reads as fluent, and is few rows. */
  private static final Duration PAUSE = Duration.ofMillis(120);

  /** Pauses between two questions whether the answer is still wanted. */
  private static final int PATIENCE = 8;

  private final Consumer<String> pieces;
  private final Runnable heartbeat;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final StringBuilder pending = new StringBuilder();

  private Runnable hangUp = () -> {};
  private TokenUsage usage = TokenUsage.NONE;
  private boolean failing;
  private @Nullable RuntimeException unwanted;

  /**
   * Begins.
   *
   * @param pieces is given what was written, in order
   * @param heartbeat fails when the answer is no longer wanted
   */
  AnswerStream(Consumer<String> pieces, Runnable heartbeat) {
    this.pieces = pieces;
    this.heartbeat = heartbeat;
    this.thread = Thread.ofVirtual().name("answer-stream").start(this::run);
  }

  @Override
  public synchronized void wrote(String piece) {
    pending.append(piece);
  }

  @Override
  public synchronized void used(TokenUsage tokens) {
    usage = tokens;
  }

  @Override
  public synchronized void hangUpBy(Runnable end) {
    hangUp = end;
    requireWanted();
  }

  @Override
  public synchronized void requireWanted() {
    if (unwanted != null) {
      throw unwanted;
    }
  }

  /** What is known to have been used. */
  synchronized TokenUsage usage() {
    return usage;
  }

  /** Passes on what is left. */
  @Override
  public void close() throws InterruptedException {
    ended.countDown();
    thread.join();
    flush();
  }

  private void run() {
    try {
      for (int pause = 1; !ended.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS); pause++) {
        flush();
        if (pause % PATIENCE == 0) {
          ask();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void flush() {
    String piece;
    synchronized (this) {
      piece = pending.toString();
      pending.setLength(0);
    }
    if (piece.isEmpty()) {
      return;
    }
    try {
      pieces.accept(piece);
    } catch (RuntimeException e) {
      // The answer itself is safe: only who looks on misses a part of it.
      if (!failing) {
        LOG.warn("Cannot show an answer while it comes", e);
      }
      failing = true;
    }
  }

  private void ask() {
    try {
      heartbeat.run();
    } catch (RuntimeException e) {
      Runnable end;
      synchronized (this) {
        unwanted = e;
        end = hangUp;
      }
      end.run();
    }
  }
}
