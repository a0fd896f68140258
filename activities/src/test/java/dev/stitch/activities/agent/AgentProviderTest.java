package dev.stitch.activities.agent;

import static dev.stitch.activities.llm.FakeAnthropic.refusing;
import static dev.stitch.activities.llm.FakeTurn.text;
import static dev.stitch.activities.llm.FakeTurn.thinking;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.llm.FakeTurn;
import dev.stitch.launch.AgentLauncher;
import dev.stitch.model.RunStatus;
import dev.stitch.store.run.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However the provider answers, a run ends as it should, and costs what the provider bills. */
@Tag("server")
class AgentProviderTest {

  private static final String OPUS = "{'model':'claude-opus-5-5'}";

  private static AgentWorld world;

  private final FakeTurn.Bill bill = new FakeTurn.Bill();

  @BeforeAll
  static void start() throws Exception {
    world = new AgentWorld(Map.of("anthropic.silence", "PT1S"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void noAnswerIsLeft() {
    world.anthropic.forgetAnswers();
  }

  private FakeTurn turn(String reason, ObjectNode... blocks) {
    return FakeTurn.of(bill, reason, blocks);
  }

  private RunRow requireBilled(UUID runId) {
    RunRow row = world.ended(runId);
    assertThat(world.tokens(runId)).isEqualTo(bill.sums());
    assertThat(row.usage().costUsd()).isEqualByComparingTo(AgentWorld.opus(bill.sums()));
    return row;
  }

  @ParameterizedTest
  @CsvSource({
    "end_turn, COMPLETED, end_turn",
    "stop_sequence, COMPLETED, stop_sequence",
    "refusal, FAILED, refusal",
    "max_tokens, COMPLETED, end_turn",
    "pause_turn, COMPLETED, end_turn",
    "model_context_window_exceeded, FAILED, error",
    "a_reason_of_next_year, FAILED, a_reason_of_next_year",
  })
  void eachReasonToStopEndsTheRunRight(String reason, RunStatus status, String last) {
    world.anthropic.answers(turn(reason, text("Half.")), turn("end_turn", text("Whole.")));

    RunRow row = requireBilled(world.start(OPUS).runId());

    assertThat(row.status()).as("%s", row.outcome()).isEqualTo(status);
    assertThat(row.outcome().result().path("stopReason").asText()).isEqualTo(last);
  }

  /** Before the first event, within what it thinks, and before its last word. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7})
  void aProviderThatFallsSilentIsAskedAgain(int after) {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    world.anthropic.answers(
        turn("end_turn", thinking("Hm.", "c2ln"), text("Lost."))
            .holdingAfter(after, reached, released),
        turn("end_turn", text("Whole.")));

    AgentLauncher.Begun run = world.start(OPUS);

    RunRow row = requireBilled(run.runId());
    released.countDown();
    assertThat(row.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(row.outcome().result().path("text").asText()).isEqualTo("Whole.");
  }

  @Test
  void aProviderIsLeftAloneForAsLongAsItAsks() {
    world.anthropic.answers(
        refusing(529, "overloaded_error", Map.of("retry-after", "5")),
        turn("end_turn", text("At last.")));
    Instant before = Instant.now();

    requireBilled(world.start(OPUS).runId());

    assertThat(Duration.between(before, Instant.now()))
        .as("its own pause would be two seconds")
        .isGreaterThan(Duration.ofSeconds(5));
  }
}
