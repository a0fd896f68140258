package dev.stitch.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.JourneyApiTest;
import dev.stitch.store.Ids;
import dev.stitch.store.projection.StreamNotifier;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class StreamsTest extends JourneyApiTest {

  @Inject StreamNotifier notifier;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Client> clients = new ArrayList<>();
  private UUID entity;

  @BeforeEach
  void enter() {
    entity = UUID.fromString(entity(published("bmc", SPINE)));
  }

  @AfterEach
  void leave() {
    clients.forEach(Client::close);
  }

  @Test
  void aStreamBeginsWithWhatHasHappenedAndGoesOnLive() {
    append("moved", 1);

    Client events = follow("/api/entities/" + entity + "/events");
    assertThat(events.next().name()).isEqualTo("moved");
    append("path_started", 2);

    Event live = events.next();
    assertThat(live.name()).isEqualTo("path_started");
    assertThat(live.data()).contains("\"n\": 2");
  }

  @Test
  void aStreamResumesBehindTheLastEventByHeaderOrQuery() {
    append("moved", 1);
    append("moved", 2);
    append("moved", 3);
    String path = "/api/entities/" + entity + "/events";
    String first = follow(path).next().id();

    assertThat(follow(path, "Last-Event-ID", first).next().data()).contains("\"n\": 2");
    assertThat(follow(path + "?lastEventId=" + first).next().data()).contains("\"n\": 2");
  }

  @Test
  void theStreamOfEverythingDoesNotRepeatWhatOthersHaveSeen() throws Exception {
    Client first = follow("/api/events");
    assertThat(first.comment()).isEqualTo("connected");
    append("moved", 1);
    first.next();

    Client second = follow("/api/events");
    assertThat(second.comment()).isEqualTo("connected");
    append("moved", 2);

    assertThat(second.next().data()).contains("\"n\": 2");
  }

  @Test
  void anEventOfATransactionThatBeganEarlierButCommitsLaterIsNotLost() throws Exception {
    Client events = follow("/api/events");
    assertThat(events.comment()).isEqualTo("connected");
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Thread slow =
        Thread.startVirtualThread(
            () ->
                database.transaction(
                    () -> {
                      append("moved", 1);
                      written.countDown();
                      try {
                        commit.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    }));
    written.await();
    append("moved", 2);
    commit.countDown();
    slow.join();
    notifier.streamGrew();

    assertThat(List.of(events.next().data(), events.next().data()))
        .anyMatch(data -> data.contains("\"n\": 1"))
        .anyMatch(data -> data.contains("\"n\": 2"));
  }

  @Test
  void manyClientsEachGetEveryEventOnce() throws Exception {
    List<Client> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(follow("/api/entities/" + entity + "/events"));
    }
    for (int n = 0; n < 50; n++) {
      append("moved", n);
    }

    for (Client one : many) {
      List<String> ids = new ArrayList<>();
      for (int n = 0; n < 50; n++) {
        ids.add(one.next().id());
      }
      assertThat(ids).doesNotHaveDuplicates().hasSize(50);
    }
  }

  @Test
  void unknownOwnersAndIdsAreRefused() {
    assertThat(get("/api/entities/" + Ids.next() + "/events").status()).isEqualTo(404);
    assertThat(get("/api/workflows/" + Ids.next() + "/events").status()).isEqualTo(404);
    assertThat(get("/api/workflows/x/events").status()).isEqualTo(404);
    Answer odd = get("/api/events?lastEventId=x");
    assertThat(odd.status()).isEqualTo(400);
    assertThat(odd.pointer()).isEqualTo("/lastEventId");
  }

  private void append(String event, int n) {
    database.update(
        "INSERT INTO stream_events (entity_id, event, payload) VALUES (?, ?, jsonb_build_object('n', ?::int))",
        entity,
        event,
        n);
    notifier.streamGrew();
  }

  private Client follow(String path, String... headers) {
    Client follower = new Client(path, headers);
    clients.add(follower);
    return follower;
  }

  private record Event(String id, String name, String data) {}

  /** Reads a stream in the background. */
  private final class Client implements AutoCloseable {

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> comments = new LinkedBlockingQueue<>();
    private final Thread reader;

    Client(String path, String... headers) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURL() + path));
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      reader = Thread.startVirtualThread(() -> read(request.build()));
    }

    private void read(HttpRequest request) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  client.send(request, BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        String id = null;
        String name = null;
        String data = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          switch (line.split(": ", 2)[0]) {
            case "id" -> id = line.substring(4);
            case "event" -> name = line.substring(7);
            case "data" -> data = line.substring(6);
            case "" -> {
              if (data != null) {
                events.add(new Event(id, name, data));
              } else if (line.startsWith(": ")) {
                comments.add(line.substring(2));
              }
              data = line.isEmpty() ? null : data;
            }
            default -> {}
          }
        }
      } catch (IOException | InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    Event next() {
      try {
        Event event = events.poll(15, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    String comment() throws InterruptedException {
      return comments.poll(15, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      reader.interrupt();
    }
  }
}
