package dev.stitch.activities.http;

import static dev.stitch.activities.http.TestServer.answering;
import static dev.stitch.activities.http.TestServer.redirecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class UrlFetchStepTest {

  private static final String PAGE =
      """
      <html lang="en"><head><title>Engines &amp; more</title>
      <meta name="description" content="About engines">
      <meta property="og:image" content="/e.png">
      <link rel="canonical" href="/engines"></head>
      <body><script>evil()</script><h1>Engines</h1>
      <p>They <b>compute</b>. <a href="next?a=1">Next</a> <a href="next?a=1">again</a>
      <a href="javascript:evil()">no</a></p></body></html>
      """;

  private static ApplicationContext context;
  private static StepServices services;

  private TestServer server;

  @BeforeAll
  static void start() {
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("stitch.outbound.allow", "127.0.0.1");
    context = ApplicationContext.run(properties);
    services = context.getBean(StepServices.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void startServer() throws Exception {
    server = new TestServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void aPageIsReadAsItsReadersSeeIt() throws Exception {
    server.on("/dir/page", answering(200, "text/html; charset=utf-8", PAGE));
    server.on("/moved", redirecting(302, "/dir/page"));

    JsonNode page = step(server.url("/moved"), "").run();

    assertThat(page.path("url").asText()).isEqualTo(server.url("/dir/page"));
    assertThat(page.path("title").asText()).isEqualTo("Engines & more");
    assertThat(page.path("text").asText()).isEqualTo("Engines They compute. Next again no");
    assertThat(page.path("truncated").asBoolean()).isFalse();
    assertThat(page.path("links").toString())
        .isEqualTo("[{\"url\":\"" + server.url("/dir/next?a=1") + "\",\"text\":\"Next\"}]");
    assertThat(page.at("/metadata/description").asText()).isEqualTo("About engines");
    assertThat(page.at("/metadata/og:image").asText()).isEqualTo("/e.png");
    assertThat(page.at("/metadata/canonical").asText()).isEqualTo(server.url("/engines"));
    assertThat(page.at("/metadata/lang").asText()).isEqualTo("en");
  }

  @Test
  void aLongTextIsCutAndSaysSo() throws Exception {
    server.on("/page", answering(200, "text/html", "<p>" + "word ".repeat(100)));

    JsonNode page = step(server.url("/page"), ", \"maxChars\": 9").run();

    assertThat(page.path("text").asText()).isEqualTo("word word");
    assertThat(page.path("truncated").asBoolean()).isTrue();
  }

  @Test
  void thePageThatABlueprintLeadsToNeedsNoNetworkAndNoOtherHostIsTakenForIt() throws Exception {
    JsonNode page = step("https://Sharp-Ceramics.example/people", "").run();

    assertThat(page.path("title").asText()).isEqualTo("The people of Sharp Ceramics");
    assertThat(page.path("url").asText()).isEqualTo("https://sharp-ceramics.example/people");
    assertThat(
            catchThrowableOfType(StepException.class, step("https://ceramics.example/", "")::run))
        .isNotNull();
  }

  @Test
  void whatIsNoPageOrTooLargeOrNotAllowedFails() {
    server.on("/image", answering(200, "image/png", "x"));
    server.on("/large", answering(200, "text/html", "x".repeat((1 << 20) + 1)));
    server.on("/gone", answering(404, "text/html", "gone"));

    assertThat(failure(server.url("/image"))).isEqualTo(FailureCode.REJECTED);
    assertThat(failure(server.url("/large"))).isEqualTo(FailureCode.REJECTED);
    assertThat(failure(server.url("/gone"))).isEqualTo(FailureCode.REJECTED);
    assertThat(failure("http://169.254.169.254/")).isEqualTo(FailureCode.FORBIDDEN_ADDRESS);
  }

  private static TestStep step(String url, String more) {
    return TestStep.of(services, "url.fetch", "{\"url\": \"" + url + "\"" + more + "}");
  }

  private static FailureCode failure(String url) {
    return catchThrowableOfType(StepException.class, () -> step(url, "").run()).code();
  }
}
