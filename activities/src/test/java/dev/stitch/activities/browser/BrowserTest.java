package dev.stitch.activities.browser;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stitch.activities.http.FetchedPage;
import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.activities.http.TestServer;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the Chromium of this machine, where there is one. */
@Tag("server")
class BrowserTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Browser browser = new Browser(new OutboundGuard("localhost"), "");
  private TestServer server;
  private Leftovers before;

  /** What a browser may leave behind; the processes include what other tests of this JVM began. */
  private record Leftovers(Set<Long> processes, Set<Path> profiles) {

    static Leftovers now() throws IOException {
      try (Stream<ProcessHandle> processes = ProcessHandle.current().descendants();
          Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        return new Leftovers(
            processes.map(ProcessHandle::pid).collect(toSet()),
            files
                .filter(file -> file.getFileName().toString().startsWith("stitch-browser-"))
                .collect(toSet()));
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    assumeTrue(browser.installed(), "there is no Chromium on this machine");
    server = new TestServer();
    before = Leftovers.now();
  }

  @AfterEach
  void nothingIsLeft() {
    if (server == null) {
      return;
    }
    server.close();
    // A process that was killed is listed until its parent has taken note of its end.
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              Leftovers after = Leftovers.now();
              assertThat(before.processes()).containsAll(after.processes());
              assertThat(before.profiles()).containsAll(after.profiles());
            });
  }

  @Test
  void aPageIsReadAfterItsScriptsHaveRun() throws Exception {
    page("/app", "<body><div id=a></div><script src=/fill.js></script>");
    server.on(
        "/fill.js",
        TestServer.answering(
            200,
            "text/javascript",
            "fetch('/who').then(r => r.text()).then(t => document.body.append('Written by ' + t));"));
    page("/who", "Ada Lovelace");
    server.on("/moved", TestServer.redirecting(302, "/app"));

    FetchedPage shown = browser.show(url("/moved"), LIMIT);

    assertThat(shown.url()).isEqualTo(url("/app"));
    assertThat(shown.toJson(1_000).path("text").asText()).contains("Written by Ada Lovelace");
  }

  @Test
  void nothingThatAPageDoesReachesAnAddressThatTheGuardRefuses() throws Exception {
    String inside = "127.0.0.1:" + server.port();
    page(
        "/evil",
        """
        <body><script src="http://%1$s/script"></script><iframe src="http://%1$s/frame"></iframe>
        <script>
          new WebSocket("ws://%1$s/socket");
          fetch("http://%1$s/fetch", {mode: "no-cors"}).catch(() => {});
          navigator.sendBeacon("http://%1$s/beacon", "x");
          fetch("http://[::1]:%2$d/six", {mode: "no-cors"}).catch(() => {});
          fetch("http://169.254.169.254/", {mode: "no-cors"}).catch(() => {});
        </script><p>still a page</p>
        """
            .formatted(inside, server.port()));

    FetchedPage shown = browser.show(url("/evil"), LIMIT);

    assertThat(shown.toJson(1_000).path("text").asText()).contains("still a page");
    assertThat(server.received())
        .extracting(TestServer.Received::path)
        .isSubsetOf("/evil", "/favicon.ico");
  }

  @Test
  void aPageAtAForbiddenAddressOrBehindARedirectToOneIsRefused() throws Exception {
    server.on(
        "/inward", TestServer.redirecting(302, "http://127.0.0.1:" + server.port() + "/secret"));

    assertThat(failure("http://127.0.0.1:" + server.port() + "/secret"))
        .isEqualTo(FailureCode.FORBIDDEN_ADDRESS);
    assertThat(failure(url("/inward")))
        .isIn(FailureCode.FORBIDDEN_ADDRESS, FailureCode.UNAVAILABLE);
    assertThat(failure("file:///etc/passwd")).isEqualTo(FailureCode.INVALID_CONFIG);
    assertThat(server.received()).noneMatch(request -> request.path().equals("/secret"));
  }

  @Test
  void aPageThatNeverEndsIsGivenUp() throws Exception {
    page("/loop", "<body>busy<script>setTimeout(() => { for (;;) {} }, 50)</script>");

    StepException failure =
        catchThrowableOfType(
            StepException.class, () -> browser.show(url("/loop"), Duration.ofSeconds(8)));

    assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
  }

  @Test
  void aDialogKeepsNobodyWaiting() throws Exception {
    page("/asks", "<body><script>alert('Hello'); document.body.append('went on')</script>");

    assertThat(browser.show(url("/asks"), LIMIT).html()).contains("went on");
  }

  @Test
  void aPageThatBringsTooMuchIsRefused() throws Exception {
    page("/huge", "<body><script src=/flood.js></script>huge");
    server.on(
        "/flood.js",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/javascript");
          exchange.sendResponseHeaders(200, 0);
          byte[] block = " ".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
          for (int i = 0; i < 40; i++) {
            exchange.getResponseBody().write(block);
          }
        });

    assertThat(failure(url("/huge"))).isEqualTo(FailureCode.REJECTED);
  }

  private void page(String path, String html) {
    server.on(path, TestServer.answering(200, "text/html", html));
  }

  private String url(String path) {
    return "http://localhost:" + server.port() + path;
  }

  private FailureCode failure(String url) {
    return catchThrowableOfType(StepException.class, () -> browser.show(url, LIMIT)).code();
  }
}
