package dev.stitch.store.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.RunStatus;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkStatus;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunSettlement;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class SettlementTest {

  private static ApplicationContext context;
  private static Database database;
  private static EntitySettlement entities;
  private static UnstartedEntities unstarted;
  private static BulkRepository operations;
  private static RunSettlement runs;

  private UUID flow;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    entities = context.getBean(EntitySettlement.class);
    unstarted = context.getBean(UnstartedEntities.class);
    operations = context.getBean(BulkRepository.class);
    runs = context.getBean(RunSettlement.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void publish() {
    database.update("DELETE FROM entities");
    flow = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, 'bmc', 'F', '{}', 1)",
        flow);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, '{}', ?)",
        flow,
        "0".repeat(64));
  }

  @Test
  void aCancelledEntityHasItsEventItsTasksClosedAndTellsTheStream() {
    UUID entity = entity(null, true);
    UUID task = Ids.next();
    database.update(
        "INSERT INTO human_tasks (id, entity_id, kind, title) VALUES (?, ?, 'blocked', 'T')",
        task,
        entity);
    database.update(
        "INSERT INTO journey_events (entity_id, seq, type, actor, at) VALUES (?, 4, 'blocked', 'journey', now())",
        entity);

    assertThat(entities.cancel(entity, "operator", "ended outside")).isTrue();
    assertThat(entities.cancel(entity, "operator", "again")).isFalse();

    assertThat(
            database.exists(
                "SELECT 1 FROM entities WHERE id = ? AND status = 'cancelled' AND ended_at IS NOT NULL",
                entity))
        .isTrue();
    assertThat(
            database.first(
                """
                SELECT detail ->> 'reason' AS reason FROM journey_events
                WHERE entity_id = ? AND seq = 5 AND type = 'journey_cancelled'
                """,
                row -> row.text("reason"),
                entity))
        .contains("ended outside");
    assertThat(
            database.exists("SELECT 1 FROM human_tasks WHERE id = ? AND state = 'cancelled'", task))
        .isTrue();
    assertThat(
            database.number(
                "SELECT count(*) FROM stream_events WHERE entity_id = ? AND event = 'journey_cancelled'",
                entity))
        .isEqualTo(1);
  }

  @Test
  void cancellingAnOperationSparesWhatHasBegun() {
    UUID operation = operation();
    UUID begun = entity(operation, true);
    UUID reached = entity(operation, false);
    UUID later = entity(operation, false);

    assertThat(entities.cancelUnstarted(operation, reached, "bulk", "cancelled")).isEqualTo(1);

    assertThat(status(begun)).isEqualTo("active");
    assertThat(status(reached)).isEqualTo("active");
    assertThat(status(later)).isEqualTo("cancelled");
  }

  @Test
  void onlyEntitiesThatNobodyIsGoingToStartAreForgotten() {
    UUID pending = operation();
    UUID completed = operation();
    operations.become(completed, BulkStatus.COMPLETED, null);
    UUID alone = entity(null, false);
    UUID left = entity(completed, false);
    entity(pending, false);
    entity(null, true);
    database.update("UPDATE entities SET updated_at = now() - interval '1 minute'");
    entity(null, false);

    assertThat(unstarted.forgotten(Duration.ofSeconds(30), 10))
        .extracting(UnstartedEntity::id)
        .containsExactlyInAnyOrder(alone, left);
    assertThat(unstarted.next(pending, null, 10)).hasSize(1);
  }

  @Test
  void aFinalOperationNeverChanges() {
    UUID operation = operation();

    assertThat(operations.become(operation, BulkStatus.CANCELLED, null)).isTrue();
    assertThat(operations.become(operation, BulkStatus.RUNNING, null)).isFalse();
  }

  @Test
  void aSettledRunIgnoresWhatItsWorkflowStillWrites() {
    UUID run = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, temporal_workflow_id)
        VALUES (?, 'flow', 'running', 'R', 'api', 'run/x')
        """,
        run);

    assertThat(
            runs.settle(run, RunStatus.KILLED, "killed by user:ada", Instant.ofEpochMilli(5_000)))
        .isTrue();
    assertThat(runs.settle(run, RunStatus.FAILED, "again", Instant.ofEpochMilli(6_000))).isFalse();

    assertThat(takes(run, 5_000)).as("what was written before its end").isFalse();
    assertThat(takes(run, 5_001)).as("what is written after a reset").isTrue();
    assertThat(context.getBean(RunRepository.class).liveIn("run/x")).isEmpty();
  }

  private static boolean takes(UUID run, long taskTime) {
    return database.exists(
        "SELECT 1 FROM workflow_runs WHERE id = ? AND (fence_task, fence_history, fence_flush) <= (?, 1000, 100)",
        run,
        taskTime);
  }

  private UUID operation() {
    UUID id = Ids.next();
    operations.insert(id, flow, Jsonb.object(), "bulk/" + id);
    return id;
  }

  private UUID entity(UUID operation, boolean begun) {
    UUID contact = Ids.next();
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id) VALUES (?)", contact);
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source,
                              bulk_operation_id, started_at)
        VALUES (?, ?, ?, 1, ?, ?, 'seed', ?, CASE WHEN ? THEN now() END)
        """,
        id,
        contact,
        flow,
        "0".repeat(64),
        "journey/" + id,
        operation,
        begun);
    return id;
  }

  private static String status(UUID entity) {
    return database
        .first("SELECT status FROM entities WHERE id = ?", row -> row.text("status"), entity)
        .orElseThrow();
  }
}
