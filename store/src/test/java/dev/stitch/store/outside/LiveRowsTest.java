package dev.stitch.store.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class LiveRowsTest {

  private static final String HASH = "0".repeat(64);

  private static ApplicationContext context;
  private static Database database;
  private static UUID flow;

  @BeforeAll
  static void start() {
    context = ApplicationContext.run(new HashMap<>(Postgres.freshProperties()));
    database = context.getBean(Database.class);
    flow = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, 'bmc', 'F', '{}', 1)",
        flow);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, '{}', ?)",
        flow,
        HASH);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void onlyAPathThatLivesLongAfterItsJourneyHasEndedIsOrphaned() {
    UUID ended = entity("now() - interval '1 minute'");
    path(ended, "orphaned", "1 minute", 1);
    path(ended, "just-begun", "1 second", 2);
    path(ended, "direct-run", "1 minute", null);
    path(entity("now() - interval '1 second'"), "being-cancelled", "1 minute", 1);
    path(entity("NULL"), "of-a-live-journey", "1 minute", 1);

    assertThat(context.getBean(LiveRows.class).orphanedPaths(Duration.ofSeconds(30), 10))
        .containsExactly("orphaned");
  }

  /** A live one. */
  private static void path(UUID entity, String workflowId, String age, Integer visit) {
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, entity_id, ux_node_id,
                                   visit, isolation, temporal_workflow_id, started_at, updated_at)
        VALUES (?, 'flow', 'running', 'R', 'journey', ?, 'a', ?, 'child', ?,
                now() - ?::interval, now() - ?::interval)
        """,
        Ids.next(),
        entity,
        visit,
        workflowId,
        age,
        age);
  }

  private static UUID entity(String endedAt) {
    UUID contact = Ids.next();
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id) VALUES (?)", contact);
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source,
                              status, started_at, ended_at)
        VALUES (?, ?, ?, 1, ?, ?, 'seed', ?, now() - interval '1 hour', %s)
        """
            .formatted(endedAt),
        id,
        contact,
        flow,
        HASH,
        "journey/" + id,
        endedAt.equals("NULL") ? "active" : "cancelled");
    return id;
  }
}
