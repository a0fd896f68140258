package dev.stitch.api.stream;

import dev.stitch.store.projection.StreamNotifier;
import dev.stitch.store.stream.StreamListener;
import dev.stitch.store.stream.StreamOwner;
import dev.stitch.store.stream.StreamPosition;
import dev.stitch.store.stream.StreamRepository;
import dev.stitch.store.stream.StreamRow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the stream once for all followers of this process, while there are any: at each
 * notification, and each second besides.
 */
@Singleton
class StreamHub {

  static final Event<String> HEARTBEAT = Event.of("").comment("heartbeat");

  private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);

  private static final int PAGE = 500;
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(15);

  /** Between two looks when no notification comes, e.g. because it was lost. */
  private static final Duration CALM = Duration.ofSeconds(1);

  /** Between two looks when a notified row is still hidden behind an older transaction. */
  private static final Duration EAGER = Duration.ofMillis(5);

  /** How long a hidden row is looked for that eagerly. */
  private static final Duration EAGERNESS = Duration.ofMillis(200);

  private final StreamRepository repository;
  private final StreamListener listener;
  private final Map<StreamOwner, Set<Follower>> followers = new ConcurrentHashMap<>();
  private final Object lock = new Object();

  private StreamPosition position;
  private int count;
  private Thread reader;
  private boolean stopped;
  private long nextHeartbeat;

  StreamHub(StreamRepository repository, StreamListener listener, MeterRegistry meters) {
    this.repository = repository;
    this.listener = listener;
    Gauge.builder("stitch.stream.followers", this, StreamHub::followers)
        .description("Open streams of events.")
        .register(meters);
  }

  private int followers() {
    synchronized (lock) {
      return count;
    }
  }

  /** A follower that is given everything of its owner behind the position at which it joined. */
  Follower join(StreamOwner owner) {
    synchronized (lock) {
      if (reader == null) {
        position = repository.end();
      }
      Follower follower = new Follower(owner, position);
      followers.computeIfAbsent(owner, none -> ConcurrentHashMap.newKeySet()).add(follower);
      count++;
      if (reader == null && !stopped) {
        reader = Thread.ofVirtual().name("stream-reader").start(this::read);
      }
      return follower;
    }
  }

  void leave(Follower follower) {
    synchronized (lock) {
      Set<Follower> others = followers.get(follower.owner());
      if (others != null && others.remove(follower)) {
        count--;
        if (others.isEmpty()) {
          followers.remove(follower.owner());
        }
      }
    }
  }

  @PreDestroy
  void stop() {
    synchronized (lock) {
      stopped = true;
      if (reader != null) {
        reader.interrupt();
      }
    }
    followers.values().forEach(set -> set.forEach(Follower::end));
  }

  /** Reads until nobody follows any more. */
  private void read() {
    nextHeartbeat = System.nanoTime() + HEARTBEAT_INTERVAL.toNanos();
    while (isWanted()) {
      try (StreamListener.Listening listening = listener.listen(StreamNotifier.CHANNEL)) {
        follow(listening);
      } catch (SQLException | RuntimeException e) {
        LOG.warn("The stream cannot be read now; trying again", e);
        pause();
      }
    }
  }

  private void follow(StreamListener.Listening listening) throws SQLException {
    long eagerUntil = System.nanoTime();
    while (isWanted()) {
      boolean found = deliver();
      beat();
      boolean eager = !found && System.nanoTime() - eagerUntil < 0;
      if (listening.await(eager ? EAGER : CALM)) {
        eagerUntil = System.nanoTime() + EAGERNESS.toNanos();
      }
    }
  }

  private boolean isWanted() {
    synchronized (lock) {
      if (count > 0 && !stopped) {
        return true;
      }
      reader = null;
      return false;
    }
  }

  /** Gives followers what is new; returns whether there was anything. */
  private boolean deliver() {
    boolean any = false;
    List<StreamRow> rows;
    do {
      rows = repository.after(new StreamOwner.Everything(), position, PAGE);
      for (StreamRow row : rows) {
        deliver(row);
      }
      any |= !rows.isEmpty();
    } while (rows.size() == PAGE);
    return any;
  }

  /** Under the lock, so that who joins gets a row either before or after joining, never twice. */
  private void deliver(StreamRow row) {
    Event<String> event = event(row);
    synchronized (lock) {
      give(new StreamOwner.Everything(), event);
      if (row.entityId() != null) {
        give(new StreamOwner.Entity(row.entityId()), event);
      }
      if (row.runId() != null) {
        give(new StreamOwner.Run(row.runId()), event);
      }
      position = row.position();
    }
  }

  private void give(StreamOwner owner, Event<String> event) {
    Set<Follower> set = followers.get(owner);
    if (set != null) {
      set.forEach(follower -> follower.give(event));
    }
  }

  /** Proxies and clients close connections that are silent for long. */
  private void beat() {
    if (System.nanoTime() - nextHeartbeat >= 0) {
      nextHeartbeat = System.nanoTime() + HEARTBEAT_INTERVAL.toNanos();
      followers.values().forEach(set -> set.forEach(follower -> follower.give(HEARTBEAT)));
    }
  }

  private void pause() {
    try {
      Thread.sleep(CALM);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    beat();
  }

  static Event<String> event(StreamRow row) {
    return Event.of(row.payload()).id(Long.toString(row.position().id())).name(row.event());
  }
}
