package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.FlowKind;
import dev.stitch.store.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a run, in the order in which it is told. */
@Tag("server")
class RunStreamTest {

  private static final String SET = "{'id':'set','type':'set','data':{'values':{'x':'1'}}}";
  private static final String WAIT = "{'id':'wait','type':'wait','data':{'duration':'PT1H'}}";
  private static final String FAIL =
      "{'id':'bad','type':'set','data':{'values':{'x':'input.none'}}}";

  private static JourneyWorld world;

  @BeforeAll
  static void start() {
    world = new JourneyWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aRunThatIsOverAtOnceIsToldToRunBeforeItsStepsAndToEndAfterThem(String isolation) {
    UUID entity = start(isolation, SET);
    world.end(entity);

    assertThat(told(entity))
        .containsExactly(
            "run-status running",
            "step-start running",
            "step-complete completed",
            "run-status completed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aRunThatWaitsIsToldToRunOnce(String isolation) {
    UUID entity = start(isolation, SET, WAIT);
    world.end(entity);

    assertThat(told(entity))
        .containsExactly(
            "run-status running",
            "step-start running",
            "step-complete completed",
            "step-start running",
            "step-progress waiting",
            "step-complete completed",
            "run-status completed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void whyARunFailedIsToldLast(String isolation) {
    UUID entity = start(isolation, FAIL);
    world.awaitStatus(entity, "blocked");

    assertThat(told(entity))
        .containsExactly(
            "run-status running",
            "step-start running",
            "step-failed failed EXPRESSION",
            "run-status failed EXPRESSION");
  }

  private static UUID start(String isolation, String... steps) {
    String name = isolation + " of " + String.join(", ", steps);
    UUID bmc = world.flow(FlowKind.BMC, "journey " + name, spine("only"));
    UUID path =
        world.flow(FlowKind.SYSTEM, name, chain("{'isolation':'" + isolation + "'}", steps));
    world.map(bmc, "only", path, 0);
    return world.start(bmc, world.contact("Ada", Ids.next() + "@example.org"));
  }

  /** Events of the entity's runs with status and, where there is one, the error's code. */
  private static List<String> told(UUID entity) {
    return world.database.list(
        """
        SELECT concat_ws(' ', event, payload ->> 'status', payload -> 'error' ->> 'code') AS told
        FROM stream_events WHERE entity_id = ? AND run_id IS NOT NULL ORDER BY id
        """,
        row -> row.text("told"),
        entity);
  }
}
