package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.FlowKind;
import dev.stitch.store.Ids;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run's row counts of its nodes, as a list of runs shows it. */
@Tag("server")
class RunCountsTest {

  private static final String SET = "{'id':'set','type':'set','data':{'values':{'x':'1'}}}";
  private static final String ASK = "{'id':'ask','type':'human.task','data':{'title':'Well?'}}";
  private static final String REST = "{'id':'rest','type':'set','data':{'values':{'y':'1'}}}";

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
  void aRunThatWaitsHasAllNodesOfItsPlanAndThoseItGotThrough(String isolation) {
    UUID entity = start(isolation, SET, ASK, REST);
    world.awaitStatus(entity, "waiting");

    assertThat(counts(entity)).isEqualTo("3 total, 1 processed: 1 well, 0 skipped, 0 badly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aRunThatFailedCountsWhatItNeverCameToAsSkipped(String isolation) {
    UUID entity = start(isolation, SET, failing("fail"), REST);
    world.awaitStatus(entity, "blocked");

    assertThat(counts(entity)).isEqualTo("3 total, 3 processed: 1 well, 1 skipped, 1 badly");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aStepThatFailedCountsAlsoWhenItsRunWentOn(String isolation) {
    UUID entity = start(isolation, SET, failing("continue"), REST);
    world.end(entity);

    assertThat(counts(entity)).isEqualTo("3 total, 3 processed: 2 well, 0 skipped, 1 badly");
  }

  private static String failing(String onError) {
    return "{'id':'bad','type':'set','data':{'values':{'x':'input.none'},'onError':'"
        + onError
        + "'}}";
  }

  private static UUID start(String isolation, String... steps) {
    String name = isolation + " of " + String.join(", ", steps);
    UUID bmc = world.flow(FlowKind.BMC, "journey " + name, spine("only"));
    UUID path =
        world.flow(FlowKind.SYSTEM, name, chain("{'isolation':'" + isolation + "'}", steps));
    world.map(bmc, "only", path, 0);
    return world.start(bmc, world.contact("Ada", Ids.next() + "@example.org"));
  }

  private static String counts(UUID entity) {
    return world
        .database
        .first(
            """
            SELECT format('%s total, %s processed: %s well, %s skipped, %s badly', total_items,
                processed_items, success_items, skipped_items, error_items) AS counts
            FROM workflow_runs WHERE entity_id = ?
            """,
            row -> row.text("counts"), entity)
        .orElseThrow();
  }
}
