package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.llm.FakeAnthropic;
import dev.stitch.e2e.EventStream.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Steps that ask a model, with a server that stands in for Anthropic's. */
class ModelStepTest {

  private static RunningStack stack;
  private static FakeAnthropic anthropic;
  private static String flow;

  @BeforeAll
  static void start() throws IOException {
    anthropic = new FakeAnthropic();
    stack = RunningStack.create("--port", Integer.toString(RunningStack.freePort()));
    stack.up(Map.of("ANTHROPIC_API_KEY", "sk-e2e", "ANTHROPIC_BASE_URL", anthropic.url()));
    flow =
        stack
            .api()
            .flow(
                "system",
                "Write",
                new Canvas()
                    .node(
                        "write",
                        "llm.generate",
                        "{'model':'claude-sonnet-5-5','prompt':'Greet {{input.who}}'}")
                    .graph());
  }

  @AfterAll
  static void stop() {
    stack.close();
    anthropic.close();
  }

  @Test
  void whatAModelWritesIsToldWhileItWritesAndWhatItTookIsInItsRun() {
    String[] pieces = "Dear |Ada, |it |is |good |to |hear |from |you |again".split("\\|");
    anthropic.answers(
        FakeAnthropic.refusing(429, "rate_limit_error", Map.of("retry-after", "1")),
        FakeAnthropic.writing(Duration.ofMillis(200), pieces));

    String run = run("Ada");
    try (EventStream stream =
        EventStream.of(stack.api().base() + "/api/workflows/" + run + "/events", null)) {
      Eventually.within(Duration.ofMinutes(1))
          .until(
              () -> stream.received().stream().anyMatch(ModelStepTest::endsRun),
              () -> "the run ends; told were " + stream.received());

      List<Received> deltas =
          stream.received().stream().filter(event -> event.name().equals("text-delta")).toList();
      assertThat(deltas).hasSizeGreaterThan(4);
      assertThat(Duration.between(deltas.getFirst().at(), deltas.getLast().at()))
          .as("it is told while it is written, not afterwards")
          .isGreaterThan(Duration.ofMillis(800));
      assertThat(deltas).extracting(each -> each.data().path("attempt").asInt()).containsOnly(2);
      assertThat(text(deltas)).isEqualTo(String.join("", pieces));
      List<String> names = stream.received().stream().map(Received::name).toList();
      assertThat(names.indexOf("step-start")).isLessThan(names.indexOf("text-delta"));
      assertThat(names.lastIndexOf("text-delta")).isLessThan(names.indexOf("step-complete"));
    }

    JsonNode ended = stack.api().get("/api/workflows/" + run).good();
    assertThat(ended.at("/result/write/text").asText()).isEqualTo(String.join("", pieces));
    assertThat(ended.path("model").asText()).isEqualTo("claude-sonnet-5-5");
    assertThat(ended.path("inputTokens").asInt()).isEqualTo(1000);
    assertThat(ended.path("outputTokens").asInt()).isEqualTo(200);
    assertThat(ended.path("costUsd").asDouble()).isEqualTo(0.004);
    assertThat(ended.path("totalItems").asInt()).isEqualTo(1);
    assertThat(ended.path("successItems").asInt()).isEqualTo(1);
    assertThat(ended.at("/steps/0/attempt").asInt()).isEqualTo(2);
    assertThat(ended.at("/steps/0/usage/costUsd").asDouble()).isEqualTo(0.004);
    assertThat(
            stack
                .api()
                .get("/api/analytics/cost?flowId=" + flow)
                .good()
                .at("/total/costUsd")
                .asDouble())
        .isEqualTo(0.004);
  }

  @Test
  void aRunThatIsCancelledLetsItsModelGo() {
    anthropic.answers(FakeAnthropic.thinkingForEver());
    int asked = anthropic.received().size();
    String run = run("Bob");
    Eventually.within(Duration.ofMinutes(1))
        .until(() -> anthropic.received().size() > asked, () -> "the model is asked");

    stack.api().post("/api/workflows/" + run + "/cancel", "{}").good();

    Eventually.within(Duration.ofSeconds(15))
        .until(() -> anthropic.hangUps() == 1, () -> "the model is no longer listened to");
    assertThat(stack.api().get("/api/workflows/" + run).good().path("status").asText())
        .isEqualTo("cancelled");
  }

  private static String run(String who) {
    return stack
        .api()
        .post("/api/flows/" + flow + "/run", Canvas.json("{'input':{'who':'" + who + "'}}"))
        .good()
        .path("runId")
        .asText();
  }

  /** Pieces put where they say that they belong. */
  private static String text(List<Received> deltas) {
    StringBuilder text = new StringBuilder();
    for (Received delta : deltas) {
      assertThat(delta.data().path("offset").asInt()).isEqualTo(text.length());
      text.append(delta.data().path("output").asText());
    }
    return text.toString();
  }

  private static boolean endsRun(Received event) {
    return event.name().equals("run-status")
        && event.data().path("status").asText().equals("completed");
  }
}
