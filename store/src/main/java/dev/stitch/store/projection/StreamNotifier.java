package dev.stitch.store.projection;

import dev.stitch.store.Database;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners that the stream has grown. A NOTIFY takes a lock that all commits of the server
 * share, so it follows the commit, alone, and one stands for all that were asked for meanwhile.
 */
@Singleton
public class StreamNotifier {

  /** The channel that listeners listen on. */
  public static final String CHANNEL = "stitch_stream";

  private static final Logger LOG = LoggerFactory.getLogger(StreamNotifier.class);

  private final Database database;
  private final AtomicBoolean pending = new AtomicBoolean();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("stream-notifier").factory());

  StreamNotifier(Database database) {
    this.database = database;
  }

  /** Asks for a notification; returns at once. */
  public void streamGrew() {
    if (pending.compareAndSet(false, true)) {
      sender.execute(this::send);
    }
  }

  private void send() {
    pending.set(false);
    try {
      database.first("SELECT pg_notify(?, '')", row -> Boolean.TRUE, CHANNEL);
    } catch (RuntimeException e) {
      // Listeners poll besides: a lost notification only makes them slower.
      LOG.warn("could not notify listeners of the stream", e);
    }
  }

  @PreDestroy
  void stop() {
    sender.close();
  }
}
