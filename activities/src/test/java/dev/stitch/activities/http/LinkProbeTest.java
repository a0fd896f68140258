package dev.stitch.activities.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.port.MailActivities.LinkState;
import dev.stitch.port.MailActivities.Verdict;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkProbeTest {

  private final LinkProbe probe = new LinkProbe(new OutboundHttp(new OutboundGuard("127.0.0.1")));

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eachLinkIsToldByWhatItsServerSays() throws Exception {
    server.on("/ok", TestServer.answering(200, "text/html", ""));
    server.on("/moved", TestServer.redirecting(301, "/ok"));
    server.on("/gone", TestServer.answering(404, "text/html", ""));
    server.on("/login", TestServer.answering(403, "text/html", ""));
    server.on("/loop", TestServer.redirecting(302, "/loop"));
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }

    List<LinkState> states =
        probe
            .check(
                List.of(
                    server.url("/ok"),
                    server.url("/moved"),
                    server.url("/gone"),
                    server.url("/login"),
                    server.url("/loop"),
                    "http://127.0.0.1:" + closed + "/",
                    "https://user:secret@127.0.0.1/"))
            .states();

    assertThat(states)
        .extracting(LinkState::verdict)
        .containsExactly(
            Verdict.OK,
            Verdict.OK,
            Verdict.BROKEN,
            Verdict.UNSURE,
            Verdict.UNSURE,
            Verdict.UNREACHABLE,
            Verdict.UNREACHABLE);
    assertThat(states.get(2).statusCode()).isEqualTo(404);
  }

  @Test
  void aServerThatKnowsNoHeadIsAskedForThePage() throws Exception {
    server.on(
        "/page",
        exchange ->
            TestServer.answer(
                exchange, exchange.getRequestMethod().equals("GET") ? 200 : 404, "text/html", ""));

    assertThat(probe.check(List.of(server.url("/page"))).states().getFirst().verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void noCheckReachesWhatTheGuardForbids() throws Exception {
    server.on("/secret", TestServer.answering(200, "text/html", "x"));
    LinkProbe guarded = new LinkProbe(new OutboundHttp(new OutboundGuard("")));

    assertThat(
            guarded
                .check(
                    List.of(
                        server.url("/secret"), "http://169.254.169.254/latest", "http://[::1]/"))
                .states())
        .extracting(LinkState::verdict)
        .containsOnly(Verdict.FORBIDDEN);
    assertThat(server.received()).isEmpty();
  }

  @Test
  void serversThatNeverAnswerCannotHoldTheCheckUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.on(
        "/slow",
        exchange -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    LinkProbe impatient =
        new LinkProbe(new OutboundHttp(new OutboundGuard("127.0.0.1")), Duration.ofMillis(300));

    List<LinkState> states =
        impatient
            .check(IntStream.range(0, 100).mapToObj(i -> server.url("/slow?" + i)).toList())
            .states();

    assertThat(states)
        .hasSize(100)
        .extracting(LinkState::verdict)
        .containsOnly(Verdict.UNREACHABLE);
    never.countDown();
  }
}
