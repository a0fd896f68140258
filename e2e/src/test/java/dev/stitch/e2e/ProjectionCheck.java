package dev.stitch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.journey.JourneyView;
import dev.stitch.json.JsonCodec;
import dev.stitch.path.PathView;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;

/** Compares what the database says of journeys and runs with what their workflows say. */
record ProjectionCheck(ReadModel database, Workflows workflows) {

  private static final Set<String> SETTLED = Set.of("completed", "failed", "skipped", "cancelled");

  /** An entity's row and events are those that its journey knows. */
  void entity(String entityId) {
    UUID id = UUID.fromString(entityId);
    JourneyView view = workflows.journey(entityId);
    JsonNode row = database.rows("SELECT * FROM entities WHERE id = ?", id).getFirst();
    List<JsonNode> events =
        database.rows("SELECT * FROM journey_events WHERE entity_id = ? ORDER BY seq", id);
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(row.get("status").asText()).isEqualTo(lower(view.status()));
    softly.assertThat(row.get("current_node_id").asText()).isEqualTo(view.currentNodeId());
    softly.assertThat(row.get("flow_version").asInt()).isEqualTo(view.flowVersion());
    softly.assertThat(row.get("metadata")).isEqualTo(view.metadata());
    softly
        .assertThat(row.get("waiting_on"))
        .isEqualTo(Canvas.json(JsonCodec.MAPPER.valueToTree(view.waitingOn()).toString()));
    softly
        .assertThat(OffsetDateTime.parse(row.get("entered_node_at").asText()).toInstant())
        .isEqualTo(view.enteredNodeAt().truncatedTo(ChronoUnit.MICROS));
    softly
        .assertThat(events.stream().map(event -> event.get("seq").asLong()))
        .as("numbers of the events of " + entityId)
        .isEqualTo(java.util.stream.LongStream.range(0, view.events()).boxed().toList());
    softly.assertThat(lastNode(events)).isEqualTo(view.currentNodeId());
    softly.assertAll();
  }

  /** Follows the entity from move to move: each begins where the one before it ended. */
  private static String lastNode(List<JsonNode> events) {
    String node = null;
    for (JsonNode event : events) {
      if (event.get("type").asText().equals("moved")) {
        assertThat(event.get("from_node").textValue()).isEqualTo(node);
        node = event.get("to_node").asText();
      }
    }
    return node;
  }

  /** A run that has ended: every node and step of it is settled, and its workflow says the same. */
  void endedRun(JsonNode run) {
    String id = run.get("id").asText();
    Map<String, String> nodes = new TreeMap<>();
    run.get("node_states")
        .properties()
        .forEach(node -> nodes.put(node.getKey(), node.getValue().get("status").asText()));
    List<JsonNode> steps =
        database.rows(
            "SELECT * FROM workflow_steps WHERE workflow_run_id = ? ORDER BY step_index",
            UUID.fromString(id));
    SoftAssertions softly = new SoftAssertions();
    softly
        .assertThat(run.get("status").asText())
        .as("status of run " + id)
        .isIn("completed", "failed", "cancelled", "killed");
    softly.assertThat(run.hasNonNull("completed_at")).as("run %s has an end", id).isTrue();
    softly.assertThat(SETTLED).as("node states of run " + id).containsAll(nodes.values());
    softly
        .assertThat(steps.stream().map(step -> step.get("step_index").asInt()))
        .as("numbers of the steps of run " + id)
        .isEqualTo(java.util.stream.IntStream.range(0, steps.size()).boxed().toList());
    for (JsonNode step : steps) {
      softly
          .assertThat(step.get("status").asText())
          .as("step %s of run %s", step.get("node_id"), id)
          .isEqualTo(nodes.get(step.get("node_id").asText()));
    }
    if (run.get("isolation").asText().equals("child")) {
      PathView view = workflows.path(run.get("temporal_workflow_id").asText());
      Map<String, String> known = new TreeMap<>();
      view.nodes().forEach((node, state) -> known.put(node, lower(state.status())));
      softly.assertThat(run.get("status").asText()).isEqualTo(lower(view.status()));
      softly.assertThat(nodes).as("node states of run " + id).isEqualTo(known);
    }
    softly.assertAll();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
