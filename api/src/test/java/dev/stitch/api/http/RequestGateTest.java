package dev.stitch.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("server")
class RequestGateTest extends ApiTest {

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "localhost:8080, 200",
    "127.0.0.1:1, 200",
    "[::1]:8080, 200",
    "evil.example, 403",
    "localhost.evil.example:8080, 403",
    "10.0.0.1, 403",
  })
  void onLoopbackOnlyLoopbackNamesAreServed(String host, int status) throws IOException {
    assertThat(statusForHost(host)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:5173, 200",
    "http://127.0.0.1:8080, 200",
    "https://evil.example, 403",
    "null, 403",
    "http://localhost.evil.example, 403",
  })
  void pagesOfOtherSitesAreNotServed(String origin, int status) {
    Answer answer = get("/health/liveness", "Origin", origin);

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void everyResponseCarriesTheSecurityHeaders() {
    for (String path : new String[] {"/health/liveness", "/nowhere"}) {
      assertThat(get(path).header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(get(path).header("content-security-policy")).contains("default-src 'none'");
    }
  }

  @Test
  void aServerThatOthersCanReachDoesNotStartWithoutALogin() {
    assertThatThrownBy(() -> ApplicationContext.run(EmbeddedServer.class, publicly()))
        .hasStackTraceContaining("STITCH_ALLOW_UNAUTHENTICATED");
  }

  @Test
  void aServerThatOthersCanReachStartsWhenThatIsWanted() {
    Map<String, Object> properties = publicly();
    properties.put("stitch.allow-unauthenticated", true);

    try (EmbeddedServer open = ApplicationContext.run(EmbeddedServer.class, properties)) {
      assertThat(open.isRunning()).isTrue();
    }
  }

  @Test
  void aServerThatOthersCanReachStartsWithALogin() {
    Map<String, Object> properties = publicly();
    properties.put("stitch.login", "required");

    try (EmbeddedServer open = ApplicationContext.run(EmbeddedServer.class, properties)) {
      assertThat(open.isRunning()).isTrue();
    }
  }

  private static Map<String, Object> publicly() {
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("micronaut.server.host", "0.0.0.0");
    properties.put("micronaut.server.port", -1);
    properties.put("stitch.login", "off");
    return properties;
  }

  /** Over a plain socket: the JDK's client sets the header itself. */
  private int statusForHost(String host) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String request =
          "GET /health/liveness HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
