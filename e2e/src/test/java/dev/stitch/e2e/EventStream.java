package dev.stitch.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A client of server-sent events that keeps what it was sent, and when. */
final class EventStream implements AutoCloseable {

  /**
   * One event.
   *
   * @param id what the client would resume from
   * @param at when it arrived
   */
  record Received(long id, String name, JsonNode data, Instant at) {}

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final List<Received> received = new ArrayList<>();
  private final Thread reader;
  private volatile Instant openedAt;
  private volatile boolean ended;

  private EventStream(URI uri, Long lastEventId) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId.toString());
    }
    reader = Thread.ofVirtual().name("events").start(() -> read(request.build()));
  }

  /** Connects and waits until the stream is open. */
  static EventStream of(String url, Long lastEventId) {
    EventStream stream = new EventStream(URI.create(url), lastEventId);
    Eventually.within(Duration.ofSeconds(20))
        .until(() -> stream.openedAt != null, () -> "the stream of " + url + " is open");
    return stream;
  }

  List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  Instant openedAt() {
    return openedAt;
  }

  List<Long> ids() {
    return received().stream().map(Received::id).toList();
  }

  /** Whether the server has ended it. */
  boolean hasEnded() {
    return ended;
  }

  private void read(HttpRequest request) {
    try {
      HttpResponse<Stream<String>> response =
          http.send(request, HttpResponse.BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + " answered " + response.statusCode());
      }
      Frame frame = new Frame();
      try (Stream<String> lines = response.body()) {
        lines.forEach(line -> frame.take(line));
      }
    } catch (IOException | UncheckedIOException cut) {
      // The connection broke, which is what some tests are about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    reader.interrupt();
  }

  /** The lines since the last blank one. */
  private final class Frame {

    private String id = "";
    private String name = "";
    private final StringBuilder data = new StringBuilder();

    void take(String line) {
      // The first line of any kind says that the stream is open.
      if (openedAt == null) {
        openedAt = Instant.now();
      }
      if (line.isEmpty()) {
        finish();
      } else if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5).strip());
      }
    }

    private void finish() {
      if (!id.isEmpty()) {
        synchronized (received) {
          received.add(
              new Received(Long.parseLong(id), name, Canvas.json(data.toString()), Instant.now()));
        }
      }
      id = "";
      name = "";
      data.setLength(0);
    }
  }
}
