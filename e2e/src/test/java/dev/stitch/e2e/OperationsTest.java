package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator sees of a running stack, and that stopping a worker stops nothing. */
class OperationsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static RunningStack stack;
  private static String worker;

  @BeforeAll
  static void start() throws IOException {
    int port = freePort();
    worker = "http://127.0.0.1:" + port;
    stack = RunningStack.create("--port", Integer.toString(freePort()));
    stack.up(
        Map.of("STITCH_WORKER_PORT", Integer.toString(port), "STITCH_OUTBOUND_ALLOW", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void theApiAndTheWorkerTellTheirMetrics() {
    String flow =
        stack
            .api()
            .flow(
                "system",
                "Sum",
                Canvas.inline().node("a", "transform", "{'values':{'n':'1 + 1'}}").graph());
    String run = stack.api().post("/api/flows/" + flow + "/run", "{}").good().get("runId").asText();
    awaitRun(run, "completed");

    // Counted anew after five seconds.
    awaitLine(
        stack.api().base() + "/prometheus", "stitch_runs{status=\"completed\",type=\"flow\"}");
    // The SDK hands its metrics over every few seconds.
    awaitLine(stack.api().base() + "/prometheus", "temporal_request_total");
    assertThat(get(stack.api().base() + "/prometheus").body())
        .contains(
            "stitch_workflows_stuck 0.0",
            "stitch_timers_overdue_seconds",
            "http_server_requests_seconds_count",
            "jvm_memory_used_bytes");
    awaitLine(worker + "/prometheus", "temporal_worker_task_slots_available");
    assertThat(get(worker + "/prometheus").body())
        .contains(
            "stitch_steps_seconds_count{outcome=\"completed\",type=\"transform\"}",
            "stitch_projection_lag_seconds_count{owner=\"path\"}");
  }

  @Test
  void aWorkflowWhoseTaskKeepsFailingIsToldOfUntilItGoesOn() throws SQLException {
    String flow = stack.api().flow("bmc", "Broken later", Canvas.spine("one", "two").graph());
    String contact = stack.api().contact("Ada", UUID.randomUUID() + "@example.org");
    String entity =
        stack
            .api()
            .post(
                "/api/entities",
                JSON.createObjectNode().put("flowId", flow).put("contactId", contact))
            .good()
            .get("id")
            .asText();
    Eventually.within(Duration.ofSeconds(30))
        .until(
            () -> entity(entity).get("status").asText().equals("waiting"),
            () -> "it waits: " + entity(entity));
    assertThat(entity(entity).get("problem").isNull()).isTrue();

    // What a worker of another build would meet: a plan that it cannot read.
    update(
        "UPDATE graphs SET plan = '[]' WHERE hash = (SELECT plan_hash FROM entities WHERE id = ?::uuid)",
        entity);
    stack.killAndAwaitRestart("worker");
    stack
        .api()
        .post("/api/entities/" + entity + "/events", "{\"id\":\"e1\",\"name\":\"poke\"}")
        .good();

    Eventually.within(Duration.ofSeconds(90))
        .until(
            () -> entity(entity).get("problem").isObject(),
            () -> "its problem is told: " + entity(entity));
    assertThat(entity(entity).at("/problem/kind").asText()).isEqualTo("workflow_stuck");
    assertThat(entity(entity).at("/problem/workflowId").asText()).isEqualTo("journey/" + entity);
    awaitLine(stack.api().base() + "/prometheus", "stitch_workflows_stuck 1.0");
    assertThat(doctor()).contains("journey/" + entity + " is stuck");
    assertThat(workerLog()).contains("Workflow journey/" + entity + " is stuck");

    update(
        "UPDATE graphs SET plan = NULL, compiler = NULL WHERE hash = (SELECT plan_hash FROM entities WHERE id = ?::uuid)",
        entity);
    Eventually.within(Duration.ofMinutes(2))
        .until(() -> entity(entity).get("problem").isNull(), () -> "it goes on: " + entity(entity));
  }

  @Test
  void liveWorkflowsThatTemporalDoesNotKnowAreToldOfUntilTheyAreSettled() throws SQLException {
    // As after a restore of Temporal: three calls are all there is, and all are gone.
    execute(
        """
        INSERT INTO for_each_calls (id, run_id, caller_workflow_id)
        SELECT gen_random_uuid(), gen_random_uuid(), 'nobody' FROM generate_series(1, 3)
        """);

    awaitLine(stack.api().base() + "/prometheus", "stitch_settlement_held 3.0");
    assertThat(doctor())
        .contains("nothing is settled")
        .contains("does not know 3 of 3 live workflows of type ForEach");

    execute("DELETE FROM for_each_calls");
    awaitLine(stack.api().base() + "/prometheus", "stitch_settlement_held 0.0");
  }

  @Test
  void aWorkerThatIsToldToStopEndsItsStepsFirst() throws IOException, InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    HttpServer slow =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    slow.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          arrived.countDown();
          awaitQuietly(release);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    slow.start();
    try {
      String flow =
          stack
              .api()
              .flow(
                  "system",
                  "Slow",
                  Canvas.inline()
                      .node(
                          "call",
                          "http.request",
                          "{'method':'POST','url':'http://127.0.0.1:"
                              + slow.getAddress().getPort()
                              + "/'}")
                      .graph());
      String run =
          stack.api().post("/api/flows/" + flow + "/run", "{}").good().get("runId").asText();
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
      ProcessHandle process = stack.processes().get("worker");

      process.destroy();

      Eventually.within(Duration.ofSeconds(10))
          .until(
              () -> get(worker + "/health/readiness").statusCode() == 503, () -> "it is not ready");
      assertThat(get(worker + "/health/readiness").body()).contains("\"state\":\"draining\"");
      assertThat(get(worker + "/health/liveness").statusCode()).isEqualTo(200);
      assertThat(process.isAlive()).isTrue();

      release.countDown();
      Eventually.within(Duration.ofSeconds(30)).until(() -> !process.isAlive(), () -> "it ends");
      awaitRun(run, "completed");
      assertThat(calls).hasValue(1);
    } finally {
      release.countDown();
      slow.stop(0);
    }
  }

  private static void awaitRun(String run, String status) {
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () ->
                stack
                    .api()
                    .get("/api/workflows/" + run)
                    .good()
                    .get("status")
                    .asText()
                    .equals(status),
            () -> "the run is " + status + ": " + stack.api().get("/api/workflows/" + run));
  }

  private static void awaitLine(String url, String line) {
    Eventually.within(Duration.ofSeconds(30))
        .until(() -> get(url).body().contains(line), () -> line + " in " + get(url).body());
  }

  private static JsonNode entity(String id) {
    return stack.api().get("/api/entities/" + id).good();
  }

  private static String doctor() {
    Process doctor = stack.cli("doctor");
    try {
      assertThat(doctor.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(doctor.exitValue()).isEqualTo(1);
    return stack.output("doctor");
  }

  private static String workerLog() {
    try {
      return Files.readString(Path.of(stack.home().toString(), "logs", "worker.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void update(String sql, String... parameters) throws SQLException {
    assertThat(execute(sql, parameters)).isOne();
  }

  private static int execute(String sql, String... parameters) throws SQLException {
    try (Connection connection = stack.database();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static HttpResponse<String> get(String url) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
