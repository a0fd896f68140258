package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.util.JsonFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stitch.keys.KeyRing;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Secrets are planted in the environment, in headers and in connections; then flows run that use
 * them, against a server that repeats all it is sent, well and badly. Wherever one may look
 * afterwards, none of them is to be seen.
 */
class PlantedSecretsTest {

  private static final String TOKEN = "planted-connection-token-7f3a";
  private static final String PASSWORD = "planted-basic-password-91cc";
  private static final String HEADER = "planted-header-value-55d0";
  private static final String PRIVATE = "planted-personal-note-2b1e";
  private static final String ACCESS = "planted-access-token-83be";
  private static final String REFRESH = "planted-refresh-token-c0d4";
  private static final String CLIENT = "planted-client-secret-e71a";
  private static final String ENCRYPTION_KEY = KeyRing.fresh();
  private static final String CODEC_KEY = KeyRing.fresh();

  private static final ObjectMapper JSON = new ObjectMapper();

  private static RunningStack stack;
  private static HttpServer echo;

  @BeforeAll
  static void start() throws IOException {
    echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    echo.createContext("/", PlantedSecretsTest::repeat);
    echo.start();
    stack = RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
    String platform = "http://127.0.0.1:" + echo.getAddress().getPort();
    stack.up(
        Map.of(
            "STITCH_X_API_URL",
            platform,
            "STITCH_X_TOKEN_URL",
            platform + "/2/oauth2/token",
            "STITCH_X_CLIENT_ID",
            "stitch",
            "STITCH_X_CLIENT_SECRET",
            CLIENT,
            "STITCH_ENCRYPTION_KEY",
            ENCRYPTION_KEY,
            "STITCH_CODEC_KEY",
            CODEC_KEY,
            "STITCH_OUTBOUND_ALLOW",
            "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    stack.close();
    echo.stop(0);
  }

  @Test
  void noPlantedSecretIsToBeSeenAnywhere() throws Exception {
    Api api = stack.api();
    String bearer = connection("crm", "{\"scheme\":\"bearer\",\"hosts\":[\"127.0.0.1\"]}", TOKEN);
    String basic =
        connection(
            "erp",
            "{\"scheme\":\"basic\",\"username\":\"ada\",\"hosts\":[\"127.0.0.1\"]}",
            PASSWORD);
    String elsewhere =
        connection("other", "{\"scheme\":\"bearer\",\"hosts\":[\"api.example.org\"]}", TOKEN);
    String account = account("x");
    JsonNode tried = api.post("/api/connections/" + account + "/test", "{}").good();
    assertThat(tried.at("/lastTest/message").asText()).contains("STITCH_X_CLIENT_ID");
    List<String> runs = new ArrayList<>();
    for (String connection : List.of(bearer, basic, elsewhere)) {
      for (String path : List.of("/well", "/badly")) {
        for (String method : List.of("GET", "POST")) {
          runs.add(run(api, connection, method, path));
        }
      }
    }
    String key =
        api.post("/api/api-keys", "{\"name\":\"planted\",\"role\":\"admin\"}")
            .good()
            .path("apiKey")
            .asText();
    send("GET", "/api/flows", key);

    Map<String, String> seen = new LinkedHashMap<>();
    for (String run : runs) {
      seen.put("answer of " + run, api.get("/api/workflows/" + run).body().toString());
      seen.put("events of " + run, events(run));
      seen.put("history of " + run, history("run/" + run));
    }
    for (String route : List.of("workflows", "connections", "audit-log", "api-keys", "tasks")) {
      seen.put("/api/" + route, api.get("/api/" + route + "?pageSize=200").body().toString());
    }
    seen.putAll(logs());

    assertThat(seen.values().stream().anyMatch(text -> text.contains("[hidden]"))).isTrue();
    List<String> secrets =
        List.of(
            TOKEN,
            PASSWORD,
            Base64.getEncoder()
                .encodeToString(("ada:" + PASSWORD).getBytes(StandardCharsets.UTF_8)),
            HEADER,
            ACCESS,
            REFRESH,
            CLIENT,
            ENCRYPTION_KEY,
            CODEC_KEY,
            key);
    seen.forEach(
        (where, text) ->
            secrets.forEach(
                secret -> assertThat(text.contains(secret)).as(where + ": " + secret).isFalse()));
    seen.forEach(
        (where, text) -> {
          if (where.startsWith("history") || where.startsWith("log")) {
            assertThat(text.contains(PRIVATE)).as(where).isFalse();
            assertThat(text.contains(base64(PRIVATE))).as(where).isFalse();
          }
        });
  }

  @Test
  void aRunWhoseConnectionIsMissingIsRefusedAndOneThatNamesItsOwnUsesThat() throws IOException {
    Api api = stack.api();
    String chosen =
        connection(
            "own", "{\"scheme\":\"header\",\"header\":\"X-Own\",\"hosts\":[\"*.0.0.1\"]}", TOKEN);
    String flow =
        api.flow("system", "bound by its run", JSON.readTree(graph("GET", "/well", "http")));

    Api.Answer refused = api.post("/api/flows/" + flow + "/run", "{}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/errors/0/pointer").asText()).isEqualTo("/connections/http");
    String run =
        api.post("/api/flows/" + flow + "/run", "{\"connections\":{\"http\":\"" + chosen + "\"}}")
            .good()
            .path("runId")
            .asText();
    awaitEnd(api, run);
    JsonNode ended = api.get("/api/workflows/" + run).body();
    assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
    assertThat(ended.toString()).contains("X-own: [[hidden]]").doesNotContain(TOKEN);

    assertThat(
            api.post("/api/connections/" + chosen + "/test", "{}")
                .good()
                .at("/lastTest/message")
                .asText())
        .contains("testUrl");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String connection(String name, String config, String secret) {
    return stack
        .api()
        .post(
            "/api/connections",
            "{\"toolkit\":\"http\",\"name\":\"%s\",\"config\":%s,\"secret\":\"%s\"}"
                .formatted(name, config, secret))
        .good()
        .path("id")
        .asText();
  }

  /** Stores an account of a platform by its tokens. */
  private static String account(String toolkit) {
    String tokens =
        JSON.createObjectNode().put("accessToken", ACCESS).put("refreshToken", REFRESH).toString();
    return stack
        .api()
        .post(
            "/api/connections",
            JSON.createObjectNode()
                .put("toolkit", toolkit)
                .put("name", "planted account")
                .put("secret", tokens)
                .toString())
        .good()
        .path("id")
        .asText();
  }

  /** Runs a flow of one call to its end, good or bad. */
  private static String run(Api api, String connection, String method, String path)
      throws IOException {
    String flow = api.flow("system", "call", JSON.readTree(graph(method, path, connection)));
    String run =
        api.post("/api/flows/" + flow + "/run", "{\"input\":{\"note\":\"" + PRIVATE + "\"}}")
            .good()
            .path("runId")
            .asText();
    awaitEnd(api, run);
    return run;
  }

  private static String graph(String method, String path, String connection) {
    return """
        {"nodes":[{"id":"call","type":"http.request","data":{"url":"%s","method":"%s",
          "headers":{"X-Api-Key":"%s","X-Note":"{{input.note}}"},"connection":"%s",
          "retry":{"maxAttempts":1}}}],"edges":[]}
        """
        .formatted(
            "http://127.0.0.1:" + echo.getAddress().getPort() + path, method, HEADER, connection);
  }

  private static void awaitEnd(Api api, String run) {
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () ->
                List.of("completed", "failed")
                    .contains(api.get("/api/workflows/" + run).body().path("status").asText()),
            () -> "the run has ended: " + api.get("/api/workflows/" + run).body());
  }

  private static String events(String run) {
    String url = stack.api().base() + "/api/workflows/" + run + "/events";
    try (EventStream stream = EventStream.of(url, 0L)) {
      Eventually.within(Duration.ofSeconds(20))
          .until(
              () -> stream.received().toString().matches("(?s).*(completed|failed).*"),
              () -> "the stream tells of the end: " + stream.received());
      return stream.received().toString();
    }
  }

  private static String history(String workflowId) throws IOException {
    WorkflowClient client = stack.temporal();
    try {
      return JsonFormat.printer()
          .print(
              client
                  .getWorkflowServiceStubs()
                  .blockingStub()
                  .getWorkflowExecutionHistory(
                      GetWorkflowExecutionHistoryRequest.newBuilder()
                          .setNamespace("default")
                          .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                          .build())
                  .getHistory());
    } finally {
      client.getWorkflowServiceStubs().shutdownNow();
    }
  }

  private static Map<String, String> logs() throws IOException {
    Map<String, String> logs = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(stack.home().resolve("logs"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        logs.put("log " + file.getFileName(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    logs.put("log of up", stack.output("up"));
    return logs;
  }

  private static void send(String method, String path, String key) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(URI.create(stack.api().base() + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .header("Authorization", "Bearer " + key)
              .build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }

  /** Answers with all that it was sent, as headers and as body; a refusal when asked badly. */
  private static void repeat(HttpExchange exchange) {
    StringBuilder all = new StringBuilder();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> all.append(name).append(": ").append(values).append(' '));
    byte[] body =
        ("{\"you\":\"sent " + all.toString().replace("\"", "'") + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    exchange.getResponseHeaders().set("X-Repeated", String.valueOf(authorization));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    try {
      boolean well = exchange.getRequestURI().getPath().equals("/well");
      exchange.sendResponseHeaders(well ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      exchange.close();
    }
  }
}
