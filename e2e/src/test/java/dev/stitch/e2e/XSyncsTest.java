package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.connectors.testing.FakeX;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Syncs of X by the whole product, against an X that speaks HTTP. */
class XSyncsTest {

  private static final FakeX X = new FakeX();
  private static final String SYNC = "/api/platforms/x/sync";

  private static RunningStack stack;
  private static String connection;

  @BeforeAll
  static void start() {
    stack = RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
    stack.up(
        Map.of(
            "STITCH_X_API_URL",
            X.url().toString(),
            "STITCH_X_TOKEN_URL",
            X.url() + FakeX.TOKEN_PATH,
            "STITCH_X_CLIENT_ID",
            "client"));
    X.followers(2_500);
    X.post("1000", "hello");
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
    X.close();
  }

  @Test
  void followersArriveWhileTheClientWaits() {
    JsonNode ended = stack.api().post(SYNC + "?wait=30", "{}").good();

    assertThat(ended.at("/workflowRun/status").asText()).isEqualTo("completed");
    assertThat(ended.at("/syncResult/added").asInt()).isEqualTo(2_500);
    assertThat(ended.at("/workflowRun/successItems").asInt()).isEqualTo(2_500);
    // a tenth of a cent for each of our own followers, and a cent for being told who we are
    assertThat(ended.at("/workflowRun/costUsd").asDouble()).isEqualTo(2.51);
    assertThat(stack.api().get("/api/contacts").good().get("total").asInt())
        .isGreaterThanOrEqualTo(2_500);
  }

  @Test
  void aRunWaitsForALimitAndForADeadGrantAndGoesOn() {
    X.limit(0, Instant.now().plusSeconds(3));
    String run = stack.api().post(SYNC, "{\"type\":\"tweets\"}").good().get("runId").asText();
    awaitReason(run, "rate_limit");
    X.tokens().revoke();
    X.limit(300, Instant.now().plusSeconds(900));
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
        .formatted(X.tokens().accessToken(), X.tokens().refreshToken());
  }
}
