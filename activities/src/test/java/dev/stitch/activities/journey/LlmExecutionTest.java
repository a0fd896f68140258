package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.llm.FakeAnthropic;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Ids;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps that ask a model, inside journeys. */
@Tag("server")
class LlmExecutionTest {

  private static FakeAnthropic anthropic;
  private static JourneyWorld world;

  @BeforeAll
  static void start() throws Exception {
    anthropic = new FakeAnthropic();
    world =
        new JourneyWorld(
            Map.of("anthropic.api.key", "sk-test", "anthropic.base.url", anthropic.url()));
  }

  @AfterAll
  static void stop() {
    world.close();
    anthropic.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void laterStepsSeeWhatItWroteAndItsRunWhatAllAttemptsTook(String isolation) {
    anthropic.answers(
        FakeAnthropic.refusing(429, "rate_limit_error", Map.of("retry-after", "1")),
        FakeAnthropic.breakingOff("overloaded_error", "Dear B"),
        FakeAnthropic.writing("Dear ", "Ada"));

    UUID entity = start(isolation);

    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(world.journey(entity).view().metadata().path("greeting").asText())
        .isEqualTo("Dear Ada");
    assertThat(
            row(
                """
                SELECT concat_ws(' ', model, input_tokens, output_tokens, cost_usd) AS told
                FROM workflow_runs WHERE entity_id = ?
                """,
                entity))
        .containsExactly("claude-opus-5-5 2000 201 0.012020");
    assertThat(
            row(
                """
                SELECT concat_ws(' ', c.attempt, c.output_tokens, c.cost_usd) AS told
                FROM model_calls c JOIN workflow_runs r ON r.id = c.run_id AND r.flow_id = c.flow_id
                WHERE r.entity_id = ? ORDER BY c.attempt
                """,
                entity))
        .containsExactly("2 1 0.004020000", "3 200 0.008000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aTextIsToldBetweenItsStepsBeginAndEndAndAnotherAttemptBeginsAnew(String isolation) {
    anthropic.answers(
        FakeAnthropic.breakingOff("overloaded_error", "Dear B"), FakeAnthropic.writing("Dear Ada"));

    UUID entity = start(isolation);
    world.end(entity);

    assertThat(
            row(
                """
                SELECT concat_ws(' ', event, s.step_index, payload ->> 'attempt',
                    payload ->> 'offset', payload ->> 'output') AS told
                FROM stream_events e LEFT JOIN workflow_steps s ON s.id = (payload ->> 'stepId')::uuid
                WHERE e.entity_id = ? AND payload ->> 'nodeId' = 'write'
                  AND event IN ('step-start', 'text-delta') ORDER BY e.id
                """,
                entity))
        .containsExactly("step-start 0", "text-delta 0 1 0 Dear B", "text-delta 0 2 0 Dear Ada");
  }

  private static UUID start(String isolation) {
    String name = isolation + " " + Ids.next();
    UUID bmc = world.flow(FlowKind.BMC, "journey " + name, spine("only"));
    UUID path =
        world.flow(
            FlowKind.SYSTEM,
            name,
            chain(
                "{'isolation':'" + isolation + "'}",
                "{'id':'write','type':'llm.generate','data':{'model':'claude-opus-5-5','prompt':'Greet {{contact.name}}'}}",
                "{'id':'keep','type':'set','data':{'values':{'greeting':'steps.write.output.text'}}}"));
    world.map(bmc, "only", path, 0);
    return world.start(bmc, world.contact("Ada", Ids.next() + "@example.org"));
  }

  private static List<String> row(String sql, UUID entity) {
    return world.database.list(sql, row -> row.text("told"), entity);
  }
}
