package dev.stitch.worker;

import dev.stitch.store.Database;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes no new work while the database is away. Whatever a worker begins without it is an attempt
 * for nothing, and the server waits longer before each further one: work that stays in its queue
 * instead goes on within a second or two of the end of an outage, however long that was, and no
 * history grows meanwhile.
 */
final class DatabaseWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** More than the pool's wait for a connection; a database that is frozen answers nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Database database;
  private final WorkerFactory factory;
  private final Thread thread = Thread.ofVirtual().name("database-watch").unstarted(this::watch);
  private FutureTask<Boolean> question;
  private boolean away;
  private boolean closed;

  DatabaseWatch(Database database, WorkerFactory factory) {
    this.database = database;
    this.factory = factory;
  }

  /** Looks at the database from now on. */
  void start() {
    thread.start();
  }

  /** Looks no more, and lets pollers go that would hold up a shutdown. */
  @Override
  public synchronized void close() {
    closed = true;
    thread.interrupt();
    factory.resumePolling();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(BETWEEN_LOOKS);
        found(answers());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void found(boolean answers) {
    if (answers == away && !closed) {
      away = !answers;
      if (away) {
        LOG.warn("The database does not answer: no new work is taken until it does");
        factory.suspendPolling();
      } else {
        LOG.info("The database answers again: work is taken");
        factory.resumePolling();
      }
    }
  }

  /** A question that got no answer in time stays open: its answer is the next look's. */
  private boolean answers() throws InterruptedException {
    if (question == null) {
      question = new FutureTask<>(this::ask);
      Thread.ofVirtual().name("database-watch-question").start(question);
    }
    try {
      boolean answer = question.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      question = null;
      return answer;
    } catch (TimeoutException silent) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private boolean ask() {
    try {
      database.reach();
      return true;
    } catch (RuntimeException away) {
      return false;
    }
  }
}
