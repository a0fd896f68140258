package dev.stitch.activities.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.http.TestServer;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class BrowserScrapeStepTest {

  private static TestServer server;
  private static ApplicationContext context;
  private static ApplicationContext without;

  @BeforeAll
  static void start() throws IOException {
    server = new TestServer();
    server.on(
        "/app",
        TestServer.answering(
            200,
            "text/html",
            "<title>App</title><body>Fetched.<script>document.body.append(' Shown.')</script>"));
    server.on("/gone", TestServer.answering(404, "text/html", "<p>Nothing here"));
    Map<String, Object> settings = new HashMap<>(Postgres.freshProperties());
    settings.put("stitch.outbound.allow", "localhost");
    context = ApplicationContext.run(settings);
    settings.put("stitch.browser", "off");
    without = ApplicationContext.run(settings);
  }

  @AfterAll
  static void stop() {
    without.close();
    context.close();
    server.close();
  }

  @Test
  void aPageIsReadAsItsScriptsMakeIt() throws Exception {
    assumeTrue(context.getBean(Browser.class).installed(), "there is no Chromium on this machine");

    JsonNode page = step(context, "/{{input.path}}").with("input", "{\"path\": \"app\"}").run();

    assertThat(page.path("title").textValue()).isEqualTo("App");
    assertThat(page.path("text").textValue()).isEqualTo("Fetched. Shown.");
    assertThat(page.path("url").textValue()).isEqualTo(url("/app"));
    assertThat(page.path("tool").textValue()).isEqualTo("chromium");
    assertThat(page.has("reason")).isFalse();
  }

  @Test
  void withoutABrowserThePageIsFetchedAndTheOutputSaysSo() throws Exception {
    JsonNode page = step(without, "/app").run();

    assertThat(page.path("text").textValue()).isEqualTo("Fetched.");
    assertThat(page.path("tool").textValue()).isEqualTo("http");
    assertThat(page.path("reason").textValue()).contains("no Chromium");
  }

  @Test
  void whatItsServerAnswersWithAnErrorIsNoPageForABrowserEither() {
    assertThat(failure(step(context, "/gone"))).isEqualTo(FailureCode.REJECTED);
  }

  @Test
  void whatMayNotBeCalledOrIsNoAddressFails() {
    assertThat(failure(stepAt(without, "http://127.0.0.1:" + server.port() + "/app")))
        .isEqualTo(FailureCode.FORBIDDEN_ADDRESS);
    for (String url : new String[] {"file:///etc/passwd", "{{input.none}}"}) {
      assertThat(failure(stepAt(context, url))).isEqualTo(FailureCode.INVALID_CONFIG);
    }
  }

  private static FailureCode failure(TestStep step) {
    return catchThrowableOfType(StepException.class, step::run).code();
  }

  private static String url(String path) {
    return "http://localhost:" + server.port() + path;
  }

  private static TestStep step(ApplicationContext worker, String path) {
    return stepAt(worker, url(path));
  }

  private static TestStep stepAt(ApplicationContext worker, String url) {
    return TestStep.of(
        worker.getBean(StepServices.class), "browser.scrape", "{\"url\": \"%s\"}".formatted(url));
  }
}
