package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.connectors.testing.FakeX;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Syncs of X by the whole product, against an X that speaks HTTP. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class XSyncsTest {

  /** {@code -Dstitch.test.followers=100000} in {@code test.jvm} reads more of them. */
  private static final int MANY = Integer.getInteger("stitch.test.followers", 20_000);

  /** Who follows the account at first. */
  private static final int FIRST = 2_500;

  private static final int PAGE = 1_000;
  private static final int MOST_STATEMENTS_OF_PAGE = 60;
  private static final int MOST_EVENTS = 200;
  private static final long MOST_GROWTH = 16L << 20;

  private static final String SYNC = "/api/platforms/x/sync";

  private static FakeX x;
  private static RunningStack stack;
  private static String connection;

  @BeforeAll
  static void start() {
    x = new FakeX();
    stack = RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
    stack.up(
        Map.of(
            "STITCH_X_API_URL",
            x.url().toString(),
            "STITCH_X_TOKEN_URL",
            x.url() + FakeX.TOKEN_PATH,
            "STITCH_X_CLIENT_ID",
            "client"));
    x.followers(FIRST);
    x.post("1000", "hello");
    connection =
        stack
            .api()
            .post(
                "/api/connections",
                "{\"toolkit\":\"x\",\"name\":\"main\",\"secret\":%s}".formatted(secret()))
            .good()
            .get("id")
            .asText();
  }

  @AfterAll
  static void stop() {
    stack.close();
    x.close();
  }

  @Test
  void followersArriveWhileTheClientWaits() {
    JsonNode ended = stack.api().post(SYNC + "?wait=30", "{}").good();

    assertThat(ended.at("/workflowRun/status").asText()).isEqualTo("completed");
    assertThat(ended.at("/syncResult/added").asInt()).isEqualTo(FIRST);
    assertThat(ended.at("/workflowRun/successItems").asInt()).isEqualTo(FIRST);
    // a tenth of a cent for each of our own followers, and a cent for being told who we are
    assertThat(ended.at("/workflowRun/costUsd").asDouble()).isEqualTo(2.51);
    assertThat(stack.api().get("/api/contacts").good().get("total").asInt())
        .isGreaterThanOrEqualTo(FIRST);
  }

  @Test
  void aRunWaitsForALimitAndForADeadGrantAndGoesOn() {
    x.limit(0, Instant.now().plusSeconds(3));
    String run = stack.api().post(SYNC, "{\"type\":\"tweets\"}").good().get("runId").asText();
    awaitReason(run, "rate_limit");
    x.tokens().revoke();
    x.limit(300, Instant.now().plusSeconds(900));
    awaitReason(run, "needs_reconnect");
    assertThat(stack.api().post(SYNC, "{\"type\":\"tweets\"}").status()).isEqualTo(409);

    stack
        .api()
        .send(
            "PATCH",
            "/api/connections/" + connection,
            "application/json",
            "{\"secret\":%s}".formatted(secret()))
        .good();

    Eventually.within(Duration.ofSeconds(30))
        .until(
            () -> run(run).get("status").asText().equals("completed"),
            () -> "the run goes on: " + run(run));
    assertThat(stack.api().get("/api/content").good().get("total").asInt()).isEqualTo(1);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void manyFollowersTakeFewStatementsAShortHistoryAndSteadyMemory() throws Exception {
    x.limit(300, Instant.now());
    x.followers(MANY);
    JvmHeap heap = new JvmHeap(stack.pid("worker"));
    List<Long> live = new ArrayList<>();
    long statements;
    String run;
    try (StatementLog log = new StatementLog(stack)) {
      run = stack.api().post(SYNC, "{}").good().get("runId").asText();
      for (int quarter = 1; quarter < 4; quarter++) {
        awaitAdded(run, MANY * quarter / 4);
        live.add(heap.liveBytes());
      }
      Eventually.within(Duration.ofMinutes(8))
          .until(
              () -> run(run).get("status").asText().equals("completed"),
              () -> "the sync ends: " + run(run));
      statements = log.count();
    }
    live.add(heap.liveBytes());

    try (Workflows workflows = new Workflows(stack)) {
      WorkflowExecutionInfo info = workflows.info(run(run).get("workflowId").asText());
      System.out.printf(
          "%d followers: %d statements a page, %d transitions, %d history events, live bytes of the"
              + " worker %s%n",
          MANY,
          statements * PAGE / MANY,
          info.getStateTransitionCount(),
          info.getHistoryLength(),
          live);
      assertThat(info.getHistoryLength()).isLessThan(MOST_EVENTS);
    }
    assertThat(run(run).get("successItems").asInt()).isBetween(MANY, MANY + FIRST);
    assertThat(statements * PAGE / MANY).isLessThan(MOST_STATEMENTS_OF_PAGE);
    assertThat(Collections.max(live) - live.getFirst()).isLessThan(MOST_GROWTH);
  }

  private static void awaitAdded(String run, int people) {
    Eventually.within(Duration.ofMinutes(5))
        .until(
            () -> run(run).get("successItems").asInt() >= people,
            () -> people + " are added: " + run(run));
  }

  private static void awaitReason(String run, String reason) {
    Eventually.within(Duration.ofSeconds(30))
        .until(
            () -> run(run).at("/waitingOn/0/reason").asText().equals(reason),
            () -> "the run waits for " + reason + ": " + run(run));
  }

  private static JsonNode run(String id) {
    return stack.api().get("/api/workflows/" + id).good();
  }

  /** Tokens that X takes, as JSON text within JSON. */
  private static String secret() {
    return "\"{\\\"accessToken\\\":\\\"%s\\\",\\\"refreshToken\\\":\\\"%s\\\"}\""
        .formatted(x.tokens().accessToken(), x.tokens().refreshToken());
  }
}
