package dev.stitch.api.stream;

import dev.stitch.store.stream.StreamOwner;
import dev.stitch.store.stream.StreamPosition;
import io.micronaut.http.sse.Event;
import java.util.concurrent.ArrayBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * One client that follows an owner's events. What it does not take in time is kept up to a bound;
 * past that its stream ends, and it comes back with the last id it has seen.
 */
final class Follower {

  /** Events kept for a slow client: a burst of a busy owner, yet five thousand fit into memory. */
  private static final int BUFFER = 512;

  private final StreamOwner owner;
  private final StreamPosition joinedAt;
  private final Sinks.Many<Event<String>> sink =
      Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(BUFFER));

  /**
   * @param joinedAt it is given what comes behind this position
   */
  Follower(StreamOwner owner, StreamPosition joinedAt) {
    this.owner = owner;
    this.joinedAt = joinedAt;
  }

  StreamOwner owner() {
    return owner;
  }

  StreamPosition joinedAt() {
    return joinedAt;
  }

  Flux<Event<String>> live() {
    return sink.asFlux();
  }

  /** Gives it an event; only ever called by the one thread that reads the stream. */
  void give(Event<String> event) {
    if (sink.tryEmitNext(event) == Sinks.EmitResult.FAIL_OVERFLOW) {
      end();
    }
  }

  void end() {
    sink.tryEmitComplete();
  }
}
