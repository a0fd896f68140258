package dev.stitch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.store.journey.EntitySettlement;
import dev.stitch.store.outside.LiveKind;
import dev.stitch.store.outside.LiveRows;
import dev.stitch.store.outside.LiveRows.WorkflowRun;
import dev.stitch.store.projection.ProjectedEntity;
import dev.stitch.store.projection.ProjectionFence;
import dev.stitch.store.projection.ProjectionRepository;
import dev.stitch.store.projection.ProjectionRepository.Written;
import dev.stitch.store.projection.TakeoverRepository;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which flush of a journey wins, and what a journey that was reset makes of its rows. */
@Tag("server")
class ResetProjectionTest {

  private static final String HASH = "0".repeat(64);

  private static ApplicationContext context;
  private static Database database;
  private static ProjectionRepository projection;
  private static TakeoverRepository takeover;
  private static EntitySettlement settlement;
  private static LiveRows live;

  private UUID flow;
  private UUID contact;
  private UUID entity;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    projection = context.getBean(ProjectionRepository.class);
    takeover = context.getBean(TakeoverRepository.class);
    settlement = context.getBean(EntitySettlement.class);
    live = context.getBean(LiveRows.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void enter() {
    database.update("DELETE FROM entities");
    flow = Ids.next();
    contact = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, 'bmc', 'F', '{}', 1)",
        flow);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, '{}', ?)",
        flow,
        HASH);
    database.update("INSERT INTO contacts (id) VALUES (?)", contact);
    entity = entity();
  }

  @Test
  void theTimeOfTheTaskLeadsThenTheHistoryThenTheFlush() {
    assertThat(write("waiting", fence(1_000, 50, 9))).isEqualTo(Written.GOES_ON);

    assertThat(write("active", fence(999, 70, 12))).isEqualTo(Written.TOO_LATE);
    assertThat(write("active", fence(1_000, 49, 12))).isEqualTo(Written.TOO_LATE);
    assertThat(write("active", fence(1_000, 50, 8))).isEqualTo(Written.TOO_LATE);
    assertThat(write("active", fence(1_000, 50, 9))).as("again").isEqualTo(Written.GOES_ON);
    assertThat(write("active", fence(1_000, 50, 10))).isEqualTo(Written.GOES_ON);
    assertThat(write("blocked", fence(1_001, 5, 1)))
        .as("of a shorter history, after a reset")
        .isEqualTo(Written.GOES_ON);
    assertThat(status(entity)).isEqualTo("blocked");
  }

  @Test
  void aRowOfTheVersionBeforeTakesAnyTask() {
    database.update(
        "UPDATE entities SET fence_run_start = 500, fence_history = 900, fence_flush = 90 WHERE id = ?",
        entity);

    assertThat(write("waiting", fence(1_000, 5, 1))).isEqualTo(Written.GOES_ON);
    assertThat(
            database.exists(
                "SELECT 1 FROM entities WHERE id = ? AND (fence_run_start, fence_history, fence_flush) <= (500, 6, 0)",
                entity))
        .as("servers of the version before can go on with it")
        .isTrue();
  }

  @Test
  void anEndedJourneyIsOpenedByTheTaskAfterAResetAndByNothingElse() {
    write("waiting", fence(1_000, 50, 9));
    settlement.cancel(entity, "operator", "terminated", Instant.ofEpochMilli(2_000));

    assertThat(write("waiting", fence(2_000, 60, 10)))
        .as("of a worker that froze before the end")
        .isEqualTo(Written.TOO_LATE);
    assertThat(status(entity)).isEqualTo("cancelled");

    assertThat(write("waiting", fence(2_001, 5, 1))).isEqualTo(Written.GOES_ON);
    assertThat(status(entity)).isEqualTo("waiting");
    assertThat(live.count(LiveKind.JOURNEY)).isEqualTo(1);
    assertThatThrownBy(
            () -> {
              database.update("UPDATE entities SET status = 'completed' WHERE id = ?", entity);
              database.update("UPDATE entities SET status = 'waiting' WHERE id = ?", entity);
            })
        .isInstanceOf(SqlFailure.class);
  }

  @Test
  void aJourneyThatLivesAgainBesideItsSuccessorCountsAsAReentry() {
    settlement.cancel(entity, "operator", "terminated", Instant.ofEpochMilli(2_000));
    UUID successor = entity();

    assertThat(write("waiting", fence(3_000, 5, 1))).isEqualTo(Written.GOES_ON);

    assertThat(
            database.list(
                "SELECT id FROM entities WHERE NOT reentry AND ended_at IS NULL",
                row -> row.uuid("id")))
        .containsExactly(successor);
  }

  @Test
  void eventsFromTheNextNumberOnAreForgotten() {
    for (int seq = 0; seq < 5; seq++) {
      database.update(
          "INSERT INTO journey_events (entity_id, seq, type, actor, at) VALUES (?, ?, 'moved', 'journey', now())",
          entity,
          seq);
    }

    projection.writeEntity(row(entity, "waiting", "r2"), 2, fence(1_000, 5, 1));

    assertThat(database.number("SELECT count(*) FROM journey_events WHERE entity_id = ?", entity))
        .isEqualTo(2);
  }

  @Test
  void anotherRunOfTheWorkflowTakesOver() {
    assertThat(write("waiting", fence(1_000, 5, 1), "r1")).isEqualTo(Written.GOES_ON);
    assertThat(write("waiting", fence(1_001, 5, 1), "r1")).isEqualTo(Written.GOES_ON);
    assertThat(write("waiting", fence(1_002, 5, 1), "r2")).isEqualTo(Written.TAKES_OVER);
    assertThat(
            live.unwritten(
                List.of(
                    new WorkflowRun("journey/" + entity, "r3"),
                    new WorkflowRun("journey/unknown", "r1"))))
        .containsExactly(new WorkflowRun("journey/" + entity, "r3"));
    assertThat(live.unwritten(List.of(new WorkflowRun("journey/" + entity, "r2")))).isEmpty();
  }

  @Test
  void aSettledQuestionIsAskedAgainOnlyTogetherWithItsOwnersRow() {
    UUID answered = task("answered");
    UUID tooNew = task("open");

    assertThatThrownBy(() -> takeover.tasksOfEntity(entity, Set.of(answered)))
        .isInstanceOf(SqlFailure.class);

    database.transaction(
        () -> {
          write("waiting", fence(1_000, 5, 1));
          takeover.tasksOfEntity(entity, Set.of(answered));
        });
    assertThat(state(answered)).isEqualTo("open");
    assertThat(state(tooNew)).isEqualTo("cancelled");
  }

  @Test
  void stepsAndInlineRunsOfTheTimeAfterTheResetAreTakenBack() {
    UUID known = run("{\"w\": {\"status\": \"waiting\"}, \"s\": {\"status\": \"completed\"}}");
    UUID unknown = run("{}");
    step(known, 0, "s");
    step(known, 1, "w");

    takeover.openSteps(known);

    assertThat(
            database.list(
                "SELECT status FROM workflow_steps WHERE workflow_run_id = ? ORDER BY step_index",
                row -> row.text("status"),
                known))
        .containsExactly("completed", "waiting");
    assertThat(takeover.unknownInlineRuns(entity, Set.of(known))).containsExactly(unknown);
  }

  private UUID run(String nodeStates) {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, entity_id, isolation,
                                   node_states)
        VALUES (?, 'flow', 'running', 'R', 'journey', ?, 'inline', ?::jsonb)
        """,
        id,
        entity,
        nodeStates);
    return id;
  }

  private static void step(UUID run, int index, String node) {
    database.update(
        """
        INSERT INTO workflow_steps (id, workflow_run_id, step_index, node_id, step_type, status)
        VALUES (?, ?, ?, ?, 'wait', 'completed')
        """,
        Ids.next(),
        run,
        index,
        node);
  }

  private Written write(String status, ProjectionFence fence) {
    return write(status, fence, "r1");
  }

  private Written write(String status, ProjectionFence fence, String temporalRunId) {
    return projection.writeEntity(row(entity, status, temporalRunId), 0, fence);
  }

  private static ProjectionFence fence(long taskTime, long history, long flush) {
    return new ProjectionFence(taskTime, 500, history, flush);
  }

  private static ProjectedEntity row(UUID id, String status, String temporalRunId) {
    return new ProjectedEntity(
        id,
        "one",
        status,
        1,
        HASH,
        Jsonb.object(),
        Jsonb.object().arrayNode(),
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        temporalRunId);
  }

  private UUID entity() {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source)
        VALUES (?, ?, ?, 1, ?, ?, 'seed')
        """,
        id,
        contact,
        flow,
        HASH,
        "journey/" + id);
    return id;
  }

  private UUID task(String state) {
    UUID id = Ids.next();
    database.update(
        "INSERT INTO human_tasks (id, entity_id, kind, title, state) VALUES (?, ?, 'approval', 'T', ?)",
        id,
        entity,
        state);
    return id;
  }

  private static String state(UUID task) {
    return database
        .first("SELECT state FROM human_tasks WHERE id = ?", row -> row.text("state"), task)
        .orElseThrow();
  }

  private static String status(UUID id) {
    return database
        .first("SELECT status FROM entities WHERE id = ?", row -> row.text("status"), id)
        .orElseThrow();
  }
}
