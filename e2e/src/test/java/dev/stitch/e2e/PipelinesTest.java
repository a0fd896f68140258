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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A search, an enrichment and a pruning on a real stack, with a web of our own. */
class PipelinesTest {

  private static final String SCRIPT = "document.body.append('Made by a script')";

  private static CountDownLatch scriptAskedFor;
  private static CountDownLatch scriptAnswered;
  private static RunningStack stack;
  private static HttpServer web;

  @BeforeAll
  static void start() throws IOException {
    scriptAskedFor = new CountDownLatch(1);
    scriptAnswered = new CountDownLatch(1);
    web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
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

    assertThat(shown(run)).contains("Made by a script");
  }

  @Test
  void aWorkerThatIsKilledWhileItShowsAPageLeavesNoBrowserAndThePageIsShownAgain()
      throws InterruptedException {
    assumeTrue(Browser.named("").isPresent(), "there is no Chromium on this machine");
    String run =
        begun("search", "{'query':'slow','create':false,'maxResults':1,'model':'scripted'}");
    assertThat(scriptAskedFor.await(1, TimeUnit.MINUTES)).isTrue();
    List<ProcessHandle> browser =
        ProcessHandle.of(stack.pid("worker")).orElseThrow().descendants().toList();
    Path profile = profile(browser);
    assertThat(profile).exists();

    stack.killAndAwaitRestart("worker");
    scriptAnswered.countDown();

    assertThat(shown(ended(run))).contains("Made by a script");
    assertThat(browser).noneMatch(ProcessHandle::isAlive);
    assertThat(profile).doesNotExist();
  }

  /** The folder that a browser keeps what it knows in, as its arguments say. */
  private static Path profile(List<ProcessHandle> browser) {
    String argument = "--user-data-dir=";
    return browser.stream()
        .flatMap(process -> process.info().arguments().stream().flatMap(Arrays::stream))
        .filter(each -> each.startsWith(argument))
        .map(each -> Path.of(each.substring(argument.length())))
        .findFirst()
        .orElseThrow();
  }

  /** What the browser has shown of the one page that a run has read. */
  private static String shown(JsonNode run) {
    return run.path("steps")
        .valueStream()
        .filter(step -> step.path("stepType").asText().equals("browser_scrape"))
        .map(step -> step.at("/output/text").asText())
        .collect(Collectors.joining());
  }

  private static JsonNode ada() {
    return stack.api().get("/api/contacts?email=ada@engines.invalid").good().at("/data/0");
  }

  private static JsonNode ended(String route, String singleQuoted) {
    return ended(begun(route, singleQuoted));
  }

  private static String begun(String route, String singleQuoted) {
    String body =
        singleQuoted.replace("\\\\'", "\u0001").replace('\'', '"').replace("\u0001", "\\\"");
    return stack.api().post("/api/workflows/" + route, body).good().path("runId").asText();
  }

  private static JsonNode ended(String run) {
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
    byte[] bytes = (search ? found(path) : page(path)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", search ? "application/json" : "text/html");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String found(String path) {
    String page =
        Stream.of("/app", "/slow")
            .filter(it -> path.contains(it.substring(1)))
            .findFirst()
            .orElse("/ada");
    String results =
        path.contains("pageno=1")
            ? "{\"url\":\"%s\",\"title\":\"Ada\",\"content\":\"\"}".formatted(url(page))
            : "";
    return "{\"results\":[" + results + "]}";
  }

  private static String page(String path) {
    return switch (path) {
      case "/app" -> "<body><script>" + SCRIPT + "</script>";
      case "/slow" -> "<body><script src='/slow.js'></script>";
      case "/slow.js" -> slowScript();
      default -> "<body>Ada builds engines.";
    };
  }

  /** Not before its browser's worker has been killed. */
  private static String slowScript() {
    scriptAskedFor.countDown();
    try {
      scriptAnswered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return SCRIPT;
  }
}
