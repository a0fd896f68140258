package dev.stitch.activities.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.FlowKind;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flush that was committed, and whose answer was lost, is taken again. */
@Tag("server")
class LostFlushTest {

  private static final String COUNT =
      "{'id':'%s','type':'contact.update','data':{'values':"
          + "{'attributes.visits':'(has(contact.attributes.visits) ? contact.attributes.visits : 0) + 1'}}}";

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
  void whatAStepWroteIsNotWrittenTwice(String isolation) {
    Walk walk =
        walk(
            JourneyWorld.chain(
                "{'isolation':'" + isolation + "'}",
                COUNT.formatted("one"),
                COUNT.formatted("two"),
                COUNT.formatted("three")));

    assertThat(walk.attributes().get("visits").asInt()).isEqualTo(3);
  }

  @Test
  void aConditionStaysWithWhatItSawBeforeTheWrite() {
    ObjectNode graph =
        JourneyWorld.chain(
            "{}",
            "{'id':'first','type':'condition','data':{'expression':'!has(contact.attributes.visits)'}}",
            COUNT.formatted("count"));
    ((ObjectNode) graph.get("edges").get(0)).put("sourceHandle", "true");

    Walk walk = walk(graph);

    assertThat(walk.attributes().get("visits").asInt()).isEqualTo(1);
    assertThat(walk.nodes().at("/count/status").asText()).isEqualTo("completed");
  }

  @Test
  void aContactThatWasCreatedIsToldAsNew() {
    Walk walk =
        walk(
            JourneyWorld.chain(
                "{}",
                "{'id':'add','type':'contact.create','data':{'email':'new-{{contact.id}}@example.com'}}"));

    assertThat(walk.output("add").path("created").asBoolean()).isTrue();
  }

  @Test
  void theOutcomeStandsBesideWhatWasWritten() {
    Walk walk = walk(JourneyWorld.chain("{}", COUNT.formatted("one")));

    assertThat(
            world.database.number(
                "SELECT count(*) FROM step_outcomes o JOIN workflow_runs r ON r.id = o.run_id"
                    + " WHERE r.entity_id = ? AND o.node_id = 'one'",
                walk.entity()))
        .isOne();
  }

  @Test
  void aTurnThatWasHeldUpIsTakenAtTheTimeOfThen() {
    UUID flow =
        flow(
            JourneyWorld.chain(
                "{'isolation':'inline'}",
                "{'id':'look','type':'transform','data':{'values':{'at':'string(now)'}}}"));
    world.flushes.holdOneUp();
    UUID entity = world.start(flow, world.contact("Ada", UUID.randomUUID() + "@example.com"));
    world.end(entity);
    Walk walk = new Walk(entity);

    Instant begun =
        world
            .database
            .first(
                "SELECT at FROM journey_events WHERE entity_id = ? AND seq = 0",
                row -> row.instant("at"),
                entity)
            .orElseThrow();
    assertThat(Instant.parse(walk.output("look").path("at").asText()))
        .isAfterOrEqualTo(begun.plus(RecordedFlushes.HOLD_UP));
  }

  /** Of a journey whose first flush with steps is lost. */
  private Walk walk(ObjectNode graph) {
    UUID flow = flow(graph);
    UUID contact = world.contact("Ada", UUID.randomUUID() + "@example.com");
    world.flushes.loseOne(graph.at("/settings/isolation").asText().equals("inline"));
    UUID entity = world.start(flow, contact);
    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    return new Walk(entity);
  }

  private static UUID flow(ObjectNode graph) {
    UUID flow = world.flow(FlowKind.BMC, "Walk", JourneyWorld.spine("stage"));
    world.map(flow, "stage", world.flow(FlowKind.SYSTEM, "Steps", graph), 1);
    return flow;
  }

  private record Walk(UUID entity) {

    JsonNode attributes() {
      return world
          .database
          .first(
              "SELECT attributes FROM contacts JOIN entities e ON e.contact_id = contacts.id WHERE e.id = ?",
              row -> row.json("attributes"),
              entity)
          .orElseThrow();
    }

    JsonNode output(String nodeId) {
      return world
          .database
          .first(
              "SELECT s.output FROM workflow_steps s JOIN workflow_runs r ON r.id = s.workflow_run_id"
                  + " WHERE r.entity_id = ? AND s.node_id = ? AND s.status = 'completed'",
              row -> row.json("output"),
              entity,
              nodeId)
          .orElseThrow();
    }

    JsonNode nodes() {
      return world
          .database
          .first(
              "SELECT node_states FROM workflow_runs WHERE entity_id = ?",
              row -> row.json("node_states"),
              entity)
          .orElseThrow();
    }
  }
}
