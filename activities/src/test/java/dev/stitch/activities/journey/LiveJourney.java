package dev.stitch.activities.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyView;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.machine.Act;
import dev.stitch.machine.Refusal;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A journey as its workflow, the server and the database have it. */
final class LiveJourney {

  private final JourneyWorld world;
  private final UUID id;
  private final JourneyWorkflow workflow;

  LiveJourney(JourneyWorld world, UUID id) {
    this.world = world;
    this.id = id;
    this.workflow = world.journey(id);
  }

  /**
   * @param refusal what is to be answered to an act, or empty when it is to be done
   */
  void take(Stimulus stimulus, Optional<Refusal> refusal) {
    switch (stimulus) {
      case Stimulus.Event event -> workflow.event(event.event());
      case Stimulus.Acted acted -> act(acted.act(), refusal);
      case Stimulus.Answer answer -> act(answer.to(task(answer)), refusal);
      case Stimulus.Pass pass -> {
        // The server skips time under a task that is on its way, and that then times out.
        JourneyWorld.await(this::idle, () -> id + " is idle");
        world.temporal().sleep(Duration.ofHours(pass.hours()));
      }
    }
  }

  private void act(Act act, Optional<Refusal> refusal) {
    if (refusal.isEmpty()) {
      world.act(id, act);
      return;
    }
    assertThatThrownBy(() -> world.act(id, act))
        .as("%s is refused", act)
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure ->
                assertThat(failure.getDetails().get(Refusal.class)).isEqualTo(refusal.get()));
  }

  private UUID task(Stimulus.Answer answer) {
    return world
        .database
        .first(
            """
            SELECT id FROM human_tasks WHERE state = 'open' AND entity_id = ? AND kind = ?
            AND node_id = ? AND run_id IS NOT DISTINCT FROM ?
            """,
            row -> row.uuid("id"),
            id,
            answer.kind().name().toLowerCase(Locale.ROOT),
            answer.nodeId(),
            answer.runId())
        .orElseThrow(() -> new AssertionError("no open task for " + answer));
  }

  /** Whether no workflow of the entity has a task on its way. */
  private boolean idle() {
    return Stream.concat(
            Stream.of(JourneyContract.workflowId(id)),
            world
                .database
                .list(
                    "SELECT temporal_workflow_id FROM workflow_runs WHERE entity_id = ?",
                    row -> row.text("temporal_workflow_id"),
                    id)
                .stream())
        .distinct()
        .allMatch(this::idle);
  }

  private boolean idle(String workflowId) {
    int done = -1;
    int asked = -1;
    List<HistoryEvent> events = world.client().fetchHistory(workflowId).getEvents();
    for (int i = 0; i < events.size(); i++) {
      switch (events.get(i).getEventType()) {
        case EVENT_TYPE_WORKFLOW_TASK_COMPLETED -> done = i;
        case EVENT_TYPE_WORKFLOW_TASK_SCHEDULED, EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED ->
            asked = i;
        default -> {}
      }
    }
    return done > asked;
  }

  // ---- what came of it ----

  JourneyView view() {
    return workflow.view();
  }

  /** Each event with its type, nodes, run and actor, in order. */
  List<String> events() {
    return world.database.list(
        "SELECT type, from_node, to_node, run_id, actor FROM journey_events WHERE entity_id = ? ORDER BY seq",
        row ->
            String.join(
                " ",
                row.text("type"),
                String.valueOf(row.text("from_node")),
                String.valueOf(row.text("to_node")),
                String.valueOf(row.uuid("run_id")),
                row.text("actor")),
        id);
  }

  /** Each run with its status and those of its nodes. */
  Map<UUID, String> runs() {
    Map<UUID, String> runs = new TreeMap<>();
    world
        .database
        .list(
            "SELECT id, status, node_states FROM workflow_runs WHERE entity_id = ?",
            row ->
                Map.entry(
                    row.uuid("id"), row.text("status") + " " + nodes(row.json("node_states"))),
            id)
        .forEach(run -> runs.put(run.getKey(), run.getValue()));
    return runs;
  }

  private static Map<String, String> nodes(JsonNode states) {
    Map<String, String> nodes = new TreeMap<>();
    states
        .properties()
        .forEach(node -> nodes.put(node.getKey(), node.getValue().get("status").asText()));
    return nodes;
  }

  /** Everything that the read model knows of it, the stream that was told included. */
  List<String> rows() {
    return world.database.list(
        """
        SELECT to_jsonb(t)::text AS t FROM entities t WHERE id = ?
        UNION ALL SELECT to_jsonb(t)::text FROM journey_events t WHERE entity_id = ?
        UNION ALL SELECT to_jsonb(t)::text FROM workflow_runs t WHERE entity_id = ?
        UNION ALL SELECT to_jsonb(t)::text FROM human_tasks t WHERE entity_id = ?
        UNION ALL SELECT to_jsonb(t)::text FROM stream_events t WHERE entity_id = ?
        UNION ALL SELECT to_jsonb(t)::text FROM workflow_steps t
            JOIN workflow_runs r ON r.id = t.workflow_run_id WHERE r.entity_id = ?
        ORDER BY 1
        """,
        row -> row.text("t"),
        id,
        id,
        id,
        id,
        id,
        id);
  }
}
