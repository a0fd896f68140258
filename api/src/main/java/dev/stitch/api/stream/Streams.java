package dev.stitch.api.stream;

import dev.stitch.store.stream.StreamOwner;
import dev.stitch.store.stream.StreamPosition;
import dev.stitch.store.stream.StreamRepository;
import dev.stitch.store.stream.StreamRow;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What a client is sent: first what it has missed, then what comes. */
@Singleton
class Streams {

  private static final int PAGE = 200;

  /** Opens the stream once its client misses nothing any more, and says when to come back. */
  private static final Event<String> OPENING =
      Event.of("").comment("connected").retry(Duration.ofSeconds(1));

  private final StreamHub hub;
  private final StreamRepository repository;
  private final Scheduler blocking;

  Streams(
      StreamHub hub,
      StreamRepository repository,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.hub = hub;
    this.repository = repository;
    this.blocking = Schedulers.fromExecutorService(executor);
  }

  /**
   * An owner's events.
   *
   * @param lastEventId the last one that the client has; null for all of an entity or run, and for
   *     those to come of everything
   */
  Flux<Event<String>> of(StreamOwner owner, @Nullable Long lastEventId) {
    return Flux.using(
            () -> hub.join(owner),
            follower ->
                Flux.just(OPENING)
                    .concatWith(missed(follower, begin(owner, lastEventId, follower)))
                    .concatWith(follower.live()),
            hub::leave)
        .subscribeOn(blocking);
  }

  private StreamPosition begin(StreamOwner owner, @Nullable Long lastEventId, Follower follower) {
    if (lastEventId != null) {
      return repository.of(lastEventId);
    }
    return switch (owner) {
      case StreamOwner.Everything all -> follower.joinedAt();
      case StreamOwner.Entity entity -> StreamPosition.BEGINNING;
      case StreamOwner.Run run -> StreamPosition.BEGINNING;
    };
  }

  /** From the client's position to where the follower joined, page by page as it is taken. */
  private Flux<Event<String>> missed(Follower follower, StreamPosition begin) {
    return Flux.<List<StreamRow>, StreamPosition>generate(
            () -> begin,
            (position, sink) -> {
              List<StreamRow> rows =
                  repository.after(follower.owner(), position, PAGE).stream()
                      .filter(row -> row.position().compareTo(follower.joinedAt()) <= 0)
                      .toList();
              sink.next(rows);
              if (rows.size() < PAGE) {
                sink.complete();
                return position;
              }
              return rows.getLast().position();
            })
        .concatMapIterable(rows -> rows, 1)
        .map(StreamHub::event);
  }
}
