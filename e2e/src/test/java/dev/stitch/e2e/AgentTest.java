package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.llm.FakeAnthropic;
import dev.stitch.activities.llm.FakeTurn;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agents on a real stack: people in the loop, and workers that are killed in the midst of a turn.
 */
class AgentTest {

  private static final Set<String> FINAL = Set.of("completed", "failed", "cancelled", "killed");

  private static RunningStack stack;
  private static FakeAnthropic anthropic;

  @BeforeAll
  static void start() throws IOException {
    anthropic = new FakeAnthropic();
    stack = RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
    stack.up(Map.of("ANTHROPIC_API_KEY", "sk-e2e", "ANTHROPIC_BASE_URL", anthropic.url()));
  }

  @AfterAll
  static void stop() {
    stack.close();
    anthropic.close();
  }

  @Test
  void aScriptedAgentAsksBeforeItWritesAndDoesWhatItMay() {
    JsonNode accepted =
        start(
            """
            {'task':'Greet Ada','name':'Greeter','script':{'turns':[
              {'thinking':'A mail it is.','text':'I write to Ada.','toolCalls':[
                {'name':'decide','input':{'decision':'write','reason':'she is kind'}},
                {'name':'mail.send','input':{'to':'ada@example.org','subject':'Hello','text':'Dear Ada'}}]},
              {'text':'Ada has mail.'}]}}
            """);
    String run = accepted.path("runId").asText();
    String session = accepted.path("sessionId").asText();
    JsonNode task = openTask(run);
    assertThat(task.path("description").asText()).contains("ada@example.org", "Dear Ada");
    assertThat(mails()).isZero();
    assertThat(session(session).path("status").asText()).isEqualTo("waiting");

    stack
        .api()
        .post("/api/tasks/" + task.path("id").asText() + "/answer", "{\"choice\":\"approve\"}")
        .good();
    JsonNode ended = ended(run);

    assertThat(ended.path("status").asText()).isEqualTo("completed");
    assertThat(ended.at("/result/text").asText()).isEqualTo("Ada has mail.");
    assertThat(mails()).isOne();
    assertThat(ended.path("steps").valueStream().map(step -> step.path("stepType").asText()))
        .containsExactlyInAnyOrder(
            "thinking", "tool_call", "tool_call", "decision", "engagement_action", "thinking");
    assertThat(session(session).path("status").asText()).isEqualTo("idle");
    assertThat(
            stack
                .api()
                .get("/api/sessions/" + session + "/messages")
                .good()
                .path("data")
                .valueStream()
                .map(message -> message.path("role").asText()))
        .containsExactly("user", "assistant", "tool", "assistant");
  }

  private static FakeTurn neverHeard(FakeTurn.Bill bill) {
    return FakeTurn.of(
        bill,
        "tool_use",
        FakeTurn.thinking("Hm.", "c2ln"),
        FakeTurn.text("Never heard."),
        FakeTurn.call("toolu_2", "decide", "{'decision':'b'}"));
  }

  /** Some events of a turn; each with {@code -Dstitch.sweep}, in {@code test.jvm}. */
  static IntStream eventsOfATurn() {
    boolean each = Boolean.getBoolean("stitch.sweep");
    return IntStream.range(1, neverHeard(new FakeTurn.Bill()).events())
        .filter(event -> each || event % 6 == 1);
  }

  @ParameterizedTest
  @MethodSource("eventsOfATurn")
  void aWorkerThatIsKilledInTheMidstOfATurnCostsWhatTheServerBills(int events) throws Exception {
    FakeTurn.Bill bill = new FakeTurn.Bill();
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    anthropic.answers(
        FakeTurn.of(bill, "tool_use", FakeTurn.call("toolu_1", "decide", "{'decision':'a'}")),
        neverHeard(bill).holdingAfter(events, arrived, release),
        FakeTurn.of(bill, "end_turn", FakeTurn.text("Whole.")));
    String run = start("{'task':'Go','model':'claude-opus-5-5'}").path("runId").asText();
    assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
    Eventually.within(Duration.ofSeconds(30))
        .until(() -> read(run).path("inputTokens").asInt() == 200, () -> "two calls are recorded");

    stack.killAndAwaitRestart("worker");
    JsonNode ended = ended(run);
    List<Long> billed = bill.sums();

    assertThat(ended.path("status").asText()).isEqualTo("completed");
    assertThat(ended.at("/result/text").asText()).isEqualTo("Whole.");
    assertThat(tokens(ended)).isEqualTo(billed);
    assertThat(billed.getFirst())
        .as("three calls, and none for the first turn again")
        .isEqualTo(300);
    release.countDown();
  }

  private static List<Long> tokens(JsonNode run) {
    return List.of(
        run.path("inputTokens").asLong(),
        run.path("outputTokens").asLong(),
        run.path("cacheReadTokens").asLong(),
        run.path("cacheWriteTokens").asLong(),
        run.path("cacheWrite1hTokens").asLong());
  }

  private static JsonNode start(String request) {
    return stack.api().post("/api/agents/runs", request.replace('\'', '"')).good();
  }

  private static JsonNode read(String run) {
    return stack.api().get("/api/workflows/" + run).good();
  }

  private static JsonNode session(String id) {
    return stack.api().get("/api/sessions/" + id).good();
  }

  private static JsonNode ended(String run) {
    Eventually.within(Duration.ofMinutes(2))
        .until(() -> FINAL.contains(read(run).path("status").asText()), () -> "the run ends");
    return read(run);
  }

  private static JsonNode openTask(String run) {
    String tasks = "/api/tasks?state=open&runId=" + run;
    Eventually.within(Duration.ofMinutes(1))
        .until(
            () -> stack.api().get(tasks).good().path("total").asInt() == 1,
            () -> "a person is asked");
    return stack.api().get(tasks).good().at("/data/0");
  }

  private static int mails() {
    return stack.api().get("/api/mailbox/messages?q=Dear").good().path("total").asInt();
  }
}
