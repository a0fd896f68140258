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
import dev.stitch.store.effect.Effect;
import dev.stitch.store.effect.EffectRepository;
import dev.stitch.store.effect.EffectState;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
class HttpRequestStepTest {

  private static ApplicationContext context;
  private static StepServices services;
  private static EffectRepository effects;

  private TestServer server;

  @BeforeAll
  static void start() {
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("stitch.outbound.allow", "127.0.0.1,localhost");
    context = ApplicationContext.run(properties);
    services = context.getBean(StepServices.class);
    effects = context.getBean(EffectRepository.class);
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
  void aGetAnswersStatusHeadersAndParsedBody() throws Exception {
    server.on("/a", answering(200, "application/problem+json", "{\"n\": [1, 2.5, \"ü\"]}"));

    JsonNode output =
        step("{\"url\": \"{{input.base}}/a?q=x y\", \"headers\": {\"X-Who\": \"{{input.who}}\"}}")
            .with("input", "{\"base\": \"" + server.url("") + "\", \"who\": \"Ada\"}")
            .run();

    assertThat(output.size()).isEqualTo(3);
    assertThat(output.path("status").asInt()).isEqualTo(200);
    assertThat(output.at("/headers/content-type").asText()).isEqualTo("application/problem+json");
    assertThat(output.path("body").toString()).isEqualTo("{\"n\":[1,2.5,\"ü\"]}");
    assertThat(server.last().path()).isEqualTo("/a?q=x%20y");
    assertThat(server.last().header("X-who")).isEqualTo("Ada");
    assertThat(server.last().header("Idempotency-key")).isNull();
  }

  @Test
  void whatIsNotJsonIsATextAndNothingIsNull() throws Exception {
    server.on("/text", answering(200, "text/html", "<b>hi</b>"));
    server.on("/broken", answering(200, "application/json", "{\"a\":"));
    server.on("/empty", answering(204, "application/json", ""));

    assertThat(get("/text").run().path("body").asText()).isEqualTo("<b>hi</b>");
    assertThat(get("/broken").run().path("body").asText()).isEqualTo("{\"a\":");
    assertThat(get("/empty").run().path("body").isNull()).isTrue();
  }

  @Test
  void aJsonBodyIsRenderedTextByTextSoThatValuesCannotChangeItsShape() throws Exception {
    server.on("/a", answering(201, "text/plain", ""));

    post("/a", "{\"name\": \"{{input.name}}\", \"n\": 1, \"list\": [\"{{input.name}}\", null]}")
        .with("input", "{\"name\": \"x\\\", \\\"admin\\\": \\\"yes\"}")
        .run();

    assertThat(server.last().body())
        .isEqualTo(
            "{\"name\":\"x\\\", \\\"admin\\\": \\\"yes\",\"n\":1,"
                + "\"list\":[\"x\\\", \\\"admin\\\": \\\"yes\",null]}");
    assertThat(server.last().header("Content-type")).isEqualTo("application/json");
  }

  @Test
  void aTemplateBodyIsSentAsItRenders() throws Exception {
    server.on("/a", answering(200, "text/plain", ""));

    post("/a", "\"hello {{input.name}}\"").with("input", "{\"name\": \"Ada\"}").run();

    assertThat(server.last().body()).isEqualTo("hello Ada");
    assertThat(server.last().header("Content-type")).isEqualTo("text/plain; charset=utf-8");
  }

  @Test
  void aPostOfANodeNamedInAnyScriptIsMade() throws Exception {
    server.on("/a", answering(200, "application/json", "{}"));

    post("/a", "{}").under("0190/prüfen 問い/1").run();

    assertThat(server.last().header("Idempotency-key"))
        .isEqualTo("0190/pr%C3%BCfen %E5%95%8F%E3%81%84/1");
  }

  @Test
  void aPostIsMadeOnceWhateverIsRetriedAndCarriesItsKey() throws Exception {
    server.on("/a", answering(200, "application/json", "{\"id\": 7}"));
    TestStep step = post("/a", "{}");

    JsonNode first = step.run();
    JsonNode second = step.run();

    assertThat(second).isEqualTo(first);
    assertThat(server.received()).hasSize(1);
    assertThat(server.last().header("Idempotency-key")).isEqualTo(step.effectKey());
  }

  @Test
  void postsAtOnceAreOne() throws Exception {
    server.on("/a", answering(200, "application/json", "{\"id\": 7}"));
    TestStep step = post("/a", "{}");
    Callable<JsonNode> attempt = step::run;

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> outputs =
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> attempt).toList());
      for (Future<JsonNode> output : outputs) {
        assertThat(output.get().at("/body/id").asInt()).isEqualTo(7);
      }
    }
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void aPostWhoseAnswerIsLostIsUnknownAndNotMadeAgain() {
    server.on("/a", exchange -> exchange.getHttpContext().getServer().stop(0));
    TestStep step = post("/a", "{}");

    assertFails(step, FailureCode.EFFECT_UNKNOWN);
    assertFails(step, FailureCode.EFFECT_UNKNOWN);

    assertThat(server.received()).hasSize(1);
    assertThat(state(step)).isEqualTo(EffectState.UNKNOWN);
  }

  @Test
  void aPostWhoseAnswerIsLateIsUnknown() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    server.on("/a", exchange -> await(over));

    assertFails(post("/a", "{}").within(Duration.ofMillis(500)), FailureCode.EFFECT_UNKNOWN);
    over.countDown();
  }

  @Test
  void aPostWhoseAnswerIsLostIsMadeAgainWhereTheServerKnowsItsKey() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    server.on(
        "/a",
        exchange -> {
          int status = calls.incrementAndGet() == 1 ? 504 : 200;
          TestServer.answer(exchange, status, "application/json", "{\"id\": 7}");
        });
    TestStep step =
        step(
            "{\"method\": \"POST\", \"url\": \"%s\", \"idempotencyWindow\": \"PT1H\"}"
                .formatted(server.url("/a")));

    assertFails(step, FailureCode.UNAVAILABLE);
    assertThat(step.run().at("/body/id").asInt()).isEqualTo(7);

    assertThat(server.received()).hasSize(2);
    assertThat(server.received().get(0).header("Idempotency-key"))
        .isEqualTo(server.received().get(1).header("Idempotency-key"));
  }

  @Test
  void aGatewayThatDoesNotKnowMakesAPostUnknown() {
    server.on("/a", answering(502, "text/plain", "bad gateway"));

    assertFails(post("/a", "{}"), FailureCode.EFFECT_UNKNOWN);
  }

  @Test
  void aPostThatWasPutOffMayBeMadeAgain() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    server.on(
        "/a",
        exchange -> {
          if (calls.incrementAndGet() == 1) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            TestServer.answer(exchange, 503, "text/plain", "busy");
          } else {
            TestServer.answer(exchange, 200, "text/plain", "done");
          }
        });
    TestStep step = post("/a", "{}");

    assertFails(step, FailureCode.UNAVAILABLE);
    assertThat(server.received()).as("nothing is repeated behind our back").hasSize(1);
    assertThat(state(step)).isEqualTo(EffectState.FAILED);
    assertThat(step.run().path("body").asText()).isEqualTo("done");
  }

  @Test
  void aPostToAServerThatIsNotThereMayBeMadeAgain() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    TestStep step = step("{\"method\": \"POST\", \"url\": \"http://127.0.0.1:" + port + "/\"}");

    assertFails(step, FailureCode.UNAVAILABLE);
    assertThat(state(step)).isEqualTo(EffectState.INTENDED);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void answersThatSayLaterMayBeTriedAgain(int status) {
    server.on("/a", answering(status, "text/plain", "later"));

    assertFails(get("/a"), FailureCode.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 409, 422, 500})
  void answersThatSayNoAreNotTriedAgain(int status) {
    server.on("/a", answering(status, "text/plain", "no: it is closed"));

    StepException failure = assertFails(get("/a"), FailureCode.REJECTED);
    assertThat(failure)
        .hasMessageContaining(Integer.toString(status))
        .hasMessageContaining("no: it is closed");
  }

  @Test
  void theOtherSideSaysHowLongToWait() {
    server.on(
        "/a",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "17");
          TestServer.answer(exchange, 429, "text/plain", "slow down");
        });

    assertThat(assertFails(get("/a"), FailureCode.UNAVAILABLE).retryAfter())
        .contains(Duration.ofSeconds(17));
  }

  @Test
  void aFlowMayExpectWhatUsuallyFails() throws Exception {
    server.on("/gone", answering(404, "text/plain", "gone"));
    server.on("/ok", answering(200, "text/plain", "ok"));

    assertThat(step(expecting("/gone", "[200, 404]")).run().path("status").asInt()).isEqualTo(404);
    assertFails(step(expecting("/ok", "201")), FailureCode.REJECTED);
  }

  @Test
  void aSlowAnswerIsATimeoutThatMayBeTriedAgain() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    server.on("/a", exchange -> await(over));

    assertFails(get("/a").within(Duration.ofMillis(300)), FailureCode.TIMEOUT);
    over.countDown();
  }

  @Test
  void aBodyThatTricklesForEverIsATimeoutToo() {
    server.on(
        "/a",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
          }
        });

    FailureCode code = fails(get("/a").within(Duration.ofMillis(500))).code();

    // Whichever limit is met first: the time's or the size's.
    assertThat(code).isIn(FailureCode.TIMEOUT, FailureCode.REJECTED);
  }

  @Test
  void anAnswerThatIsTooLargeFailsAndItsPostIsNotMadeAgain() throws Exception {
    server.on("/most", answering(200, "text/plain", "x".repeat(AnswerReader.MAX_BODY)));
    server.on("/a", answering(200, "text/plain", "x".repeat(AnswerReader.MAX_BODY + 1)));
    TestStep post = post("/a", "{}");

    assertThat(get("/most").run().path("body").asText()).hasSize(AnswerReader.MAX_BODY);
    assertFails(get("/a"), FailureCode.REJECTED);
    assertFails(post, FailureCode.REJECTED);
    assertFails(post, FailureCode.REJECTED);

    assertThat(server.received()).hasSize(3);
    assertThat(state(post)).isEqualTo(EffectState.SENT);
  }

  @Test
  void charactersThatTheDatabaseCannotHoldDoNotLoseTheAnswer() throws Exception {
    server.on("/a", answering(200, "application/json", "{\"a\": \"x\\u0000y\"}"));

    assertThat(post("/a", "{}").run().at("/body/a").asText()).isEqualTo("xy");
  }

  @Test
  void redirectsAreFollowedWithoutTellingSecretsToOthers() throws Exception {
    server.on("/other", answering(200, "text/plain", "there"));
    server.on("/same", redirecting(302, "/moved"));
    server.on("/moved", redirecting(307, "http://localhost:" + server.port() + "/other"));

    JsonNode output =
        step("""
                {"url": "%s", "headers": {"Authorization": "Bearer secret", "Accept": "text/plain"}}
                """
                .formatted(server.url("/same")))
            .run();

    assertThat(output.path("body").asText()).isEqualTo("there");
    assertThat(server.received().get(1).header("Authorization")).isEqualTo("Bearer secret");
    assertThat(server.received().get(2).header("Authorization")).isNull();
    assertThat(server.received().get(2).header("Accept")).isEqualTo("text/plain");
  }

  @Test
  void aPostThatIsSentElsewhereForItsResultGetsIt() throws Exception {
    server.on("/a", redirecting(303, "/result"));
    server.on("/result", answering(200, "text/plain", "done"));

    assertThat(post("/a", "{}").run().path("body").asText()).isEqualTo("done");
    assertThat(server.last().method()).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://2130706434/"
      })
  void aRedirectIntoAPrivateNetworkIsRefused(String location) {
    server.on("/a", redirecting(302, location));

    assertFails(get("/a"), FailureCode.FORBIDDEN_ADDRESS);
    assertThat(server.received()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.org/", "file:///etc/passwd", "http://a:b@example.org/"})
  void aRedirectToWhereNoCallMayGoIsRefused(String location) {
    server.on("/a", redirecting(302, location));

    assertFails(get("/a"), FailureCode.REJECTED);
  }

  @Test
  void redirectsInACircleEnd() {
    server.on("/a", redirecting(302, "/a"));

    assertFails(get("/a"), FailureCode.REJECTED);
    assertThat(server.received()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2/",
        "http://10.1.2.3/",
        "http://0x7f000002/",
        "http://[::ffff:127.0.0.2]/",
        "http://169.254.169.254/"
      })
  void privateNetworksAreNotCalled(String url) {
    assertFails(step("{\"url\": \"" + url + "\"}"), FailureCode.FORBIDDEN_ADDRESS);
    TestStep post = step("{\"method\": \"POST\", \"url\": \"" + url + "\"}");
    assertFails(post, FailureCode.FORBIDDEN_ADDRESS);
    assertThat(state(post)).isEqualTo(EffectState.INTENDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\": \"ftp://example.org/\"}",
        "{\"url\": \"/path\"}",
        "{\"url\": \"http://user:pass@example.org/\"}",
        "{\"url\": \"http://example.org/\", \"body\": {}}",
        "{\"url\": \"http://example.org/\", \"headers\": {\"Host\": \"other\"}}",
        "{\"url\": \"http://example.org/\", \"headers\": {\"X\": \"a\\r\\nY: b\"}}",
        "{\"url\": \"http://example.org/\", \"headers\": {\"X Y\": \"a\"}}"
      })
  void whatNoRequestCanBeIsTheConfigsFault(String config) {
    assertFails(step(config), FailureCode.INVALID_CONFIG);
  }

  @Test
  void aConnectionThatDoesNotExistIsNotFound() {
    assertFails(
        step("{\"url\": \"http://example.org/\", \"connection\": \"crm\"}"), FailureCode.NOT_FOUND);
  }

  @Test
  void aNameIsResolvedOnceAndTheVettedAddressIsCalledUnderTheName() throws Exception {
    server.on("/a", answering(200, "text/plain", "ok"));
    AtomicInteger questions = new AtomicInteger();
    OutboundGuard guard =
        new OutboundGuard(
            AllowList.parse("127.0.0.1"),
            host -> {
              // The second answer would lead elsewhere.
              String address = questions.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1";
              return new InetAddress[] {InetAddress.ofLiteral(address)};
            });
    HttpCall call =
        new HttpCall(
            "GET",
            HttpUrl.get("http://rebind.example:" + server.port() + "/a"),
            Headers.of(),
            null,
            Duration.ofSeconds(5));

    assertThat(new OutboundHttp(guard).exchange(call).status()).isEqualTo(200);
    assertThat(questions).hasValue(1);
    assertThat(server.last().header("Host")).isEqualTo("rebind.example:" + server.port());
  }

  private static TestStep step(String config) {
    return TestStep.of(services, "http.request", config);
  }

  private TestStep get(String path) {
    return step("{\"url\": \"" + server.url(path) + "\"}");
  }

  private TestStep post(String path, String body) {
    return step(
        "{\"method\": \"POST\", \"url\": \"%s\", \"body\": %s}".formatted(server.url(path), body));
  }

  private String expecting(String path, String expected) {
    return "{\"url\": \"%s\", \"expectStatus\": %s}".formatted(server.url(path), expected);
  }

  private static EffectState state(TestStep step) {
    return effects.find(step.effectKey()).map(Effect::state).orElseThrow();
  }

  private static StepException assertFails(TestStep step, FailureCode code) {
    StepException failure = fails(step);
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    return failure;
  }

  private static StepException fails(TestStep step) {
    StepException failure = catchThrowableOfType(StepException.class, step::run);
    assertThat(failure).isNotNull();
    return failure;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
