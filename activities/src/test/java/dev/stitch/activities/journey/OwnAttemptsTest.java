package dev.stitch.activities.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.stitch.model.FlowKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The attempts that a remote step may make are those that it made itself. */
@Tag("server")
class OwnAttemptsTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer outside;
  private JourneyWorld world;

  @BeforeEach
  void start() throws IOException {
    outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    outside.setExecutor(request -> Thread.ofVirtual().start(request));
    outside.createContext(
        "/busy",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    outside.createContext(
        "/silent",
        exchange -> {
          asked.incrementAndGet();
          awaitTheEnd();
          exchange.close();
        });
    outside.start();
    world = new JourneyWorld();
  }

  @AfterEach
  void stop() {
    over.countDown();
    world.close();
    outside.stop(0);
  }

  @Test
  void aStepThatFailsIsTriedAsOftenAsItSaysAndThePathTellsOfTheLastAttempt() {
    UUID entity = journey("/busy", "'retry':{'maxAttempts':3,'initialInterval':'PT1S'}");

    world.awaitStatus(entity, "blocked");

    assertThat(asked).hasValue(3);
    assertThat(
            world.database.number(
                "SELECT s.attempt FROM workflow_steps s JOIN workflow_runs r"
                    + " ON r.id = s.workflow_run_id WHERE r.entity_id = ?",
                entity))
        .isEqualTo(3);
  }

  @Test
  void aStepThatTakesTooLongSpendsItsAttempts() {
    UUID entity = journey("/silent", "'timeout':'PT1S','retry':{'maxAttempts':2}");

    world.awaitStatus(entity, "blocked");

    assertThat(asked).hasValue(2);
  }

  private UUID journey(String path, String settings) {
    UUID flow = world.flow(FlowKind.BMC, "Asks", JourneyWorld.spine("stage"));
    String url = "http://127.0.0.1:" + outside.getAddress().getPort() + path;
    world.map(
        flow,
        "stage",
        world.flow(
            FlowKind.SYSTEM,
            "Ask",
            JourneyWorld.chain(
                "{}",
                "{'id':'ask','type':'http.request','data':{'method':'GET','url':'"
                    + url
                    + "',"
                    + settings
                    + "}}")),
        1);
    return world.start(flow, world.contact("Ada", UUID.randomUUID() + "@example.com"));
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
