package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.machine.AnswerTaskAct;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Ids;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first flush of a workflow run whose row another run wrote. */
@Tag("server")
class TakeoverTest {

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
  void aTaskThatIsAnsweredFirstThingIsAnsweredAndNotWithdrawn(String isolation) {
    UUID entity = asking(isolation);
    UUID task =
        world
            .database
            .first(
                "SELECT id FROM human_tasks WHERE entity_id = ? AND state = 'open'",
                row -> row.uuid("id"),
                entity)
            .orElseThrow();
    // As a run finds its row that continued as new.
    world.database.update(
        "UPDATE entities SET temporal_run_id = 'of-another' WHERE id = ?", entity);
    world.database.update(
        "UPDATE workflow_runs SET temporal_run_id = 'of-another' WHERE entity_id = ?", entity);

    world.act(entity, new AnswerTaskAct("answer-" + entity, "user:ada", task, "yes", null));
    world.end(entity);

    assertThat(
            world.database.list(
                "SELECT concat_ws(' ', state, choice, 'by', decided_by) AS answer FROM human_tasks WHERE id = ?",
                row -> row.text("answer"),
                task))
        .containsExactly("answered yes by user:ada");
  }

  /** An entity that waits for a person to choose. */
  private static UUID asking(String isolation) {
    UUID flow = world.flow(FlowKind.BMC, "Journey", spine("only"));
    UUID path =
        world.flow(
            FlowKind.SYSTEM,
            "Question",
            chain(
                "{'isolation':'" + isolation + "'}",
                "{'id':'ask','type':'human.task','data':{'title':'Well?','choices':['yes']}}"));
    world.map(flow, "only", path, 0);
    UUID entity = world.start(flow, world.contact("Ada", Ids.next() + "@example.org"));
    world.awaitStatus(entity, "waiting");
    return entity;
  }
}
