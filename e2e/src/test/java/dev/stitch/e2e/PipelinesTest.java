package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stitch.activities.browser.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A search, an enrichment and a pruning on a real stack, with a web of our own. */
class PipelinesTest {

  private static RunningStack stack;
  private static HttpServer web;

  @BeforeAll
  static void start() throws IOException {
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.createContext("/", PipelinesTest::answer);
    web.start();
    stack = RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
    stack.up(
        Map.of("STITCH_OUTBOUND_ALLOW", "localhost", "STITCH_SEARCH_URL", url("/engine/search")));
  }

  @AfterAll
  static void stop() {
    stack.close();
    web.stop(0);
  }

  @Test
  void peopleAreFoundEnrichedPrunedAndBroughtBack() {
    JsonNode search =
        ended(
            "search",
            """
            {'query':'engines','model':'scripted','tags':['found'],'script':
             '{\\\\'contacts\\\\':[{\\\\'name\\\\':\\\\'Ada\\\\',\\\\'email\\\\':\\\\'ada@engines.invalid\\\\',\\\\'phone\\\\':null,\\\\'company\\\\':null,\\\\'title\\\\':null}]}'}
            """);
    assertThat(search.at("/result/created").asInt()).as(search.toString()).isEqualTo(1);

    JsonNode enrichment =
        ended(
            "enrich",
            """
            {'contactFilter':{'tag':'found'},'fields':['company'],'sources':['search'],'model':'scripted',
             'script':'{\\\\'company\\\\':\\\\'Engines\\\\'}'}
            """);
    assertThat(enrichment.path("successItems").asInt()).as(enrichment.toString()).isEqualTo(1);
    assertThat(ada().path("company").asText()).isEqualTo("Engines");

    String pruning = "{'criteria':'contact.company == \\\\'Engines\\\\''}";
    JsonNode pruned = ended("prune", pruning);
    assertThat(pruned.path("successItems").asInt()).isEqualTo(1);
    assertThat(ada().path("status").asText()).isEqualTo("archived");

    String undo = "/api/workflows/" + pruned.path("id").asText() + "/undo";
    assertThat(stack.api().post(undo, "{}").good().path("restored").asInt()).isEqualTo(1);
    assertThat(ada().path("status").asText()).isEqualTo("active");
  }

  @Test
  void aPageMadeByScriptsIsReadInTheBrowserOfThisMachine() {
    assumeTrue(Browser.named("").isPresent(), "there is no Chromium on this machine");

    JsonNode run =
        ended("search", "{'query':'app','create':false,'maxResults':1,'model':'scripted'}");

    JsonNode shown = null;
    for (JsonNode step : run.path("steps")) {
      if (step.path("stepType").asText().equals("browser_scrape")) {
        shown = step;
      }
    }
    assertThat(shown).as(run.toString()).isNotNull();
    assertThat(shown.at("/output/text").asText()).contains("Made by a script");
  }

  private static JsonNode ada() {
    return stack.api().get("/api/contacts?email=ada@engines.invalid").good().at("/data/0");
  }

  private static JsonNode ended(String route, String singleQuoted) {
    String body =
        singleQuoted.replace("\\\\'", "\u0001").replace('\'', '"').replace("\u0001", "\\\"");
    String run = stack.api().post("/api/workflows/" + route, body).good().path("runId").asText();
    Eventually.within(Duration.ofMinutes(2))
        .until(
            () -> run(run).path("status").asText().matches("completed|failed"),
            () -> "the run ends: " + run(run));
    assertThat(run(run).path("status").asText()).as(run(run).toString()).isEqualTo("completed");
    return run(run);
  }

  private static JsonNode run(String id) {
    return stack.api().get("/api/workflows/" + id).good();
  }

  private static String url(String path) {
    return "http://localhost:" + web.getAddress().getPort() + path;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    boolean search = path.startsWith("/engine");
    String page = path.contains("app") ? "/app" : "/ada";
    String results =
        path.contains("pageno=1")
            ? "{\"url\":\"%s\",\"title\":\"Ada\",\"content\":\"\"}".formatted(url(page))
            : "";
    String body =
        search
            ? "{\"results\":[" + results + "]}"
            : path.equals("/app")
                ? "<body><script>document.body.append('Made by a script')</script>"
                : "<body>Ada builds engines.";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", search ? "application/json" : "text/html");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
