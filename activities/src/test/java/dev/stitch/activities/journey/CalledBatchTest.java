package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.json;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.driver.RunActs;
import dev.stitch.machine.RunAct;
import dev.stitch.model.FlowKind;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Syncs and enrichments that a path calls: they are runs of their own, and it hears of their end.
 */
@Tag("server")
class CalledBatchTest {

  private static JourneyWorld world;

  @BeforeAll
  static void start() {
    world = new JourneyWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void theEndOfAnEnrichmentCompletesTheStepThatCalledIt() {
    // Nothing tells of a website, so there is nowhere to look.
    UUID contact = world.contact("Ada", Ids.next() + "@gmail.com");
    UUID entity =
        world.start(
            flow("{'id':'call','type':'enrich','data':{'sources':['website'],'model':'scripted'}}"),
            contact);

    world.end(entity);

    RunRow path = path(entity);
    RunRow called = called(path);
    assertThat(called.status().word()).isEqualTo("completed");
    assertThat(called.config().at("/contactIds/0").textValue()).isEqualTo(contact.toString());
    assertThat(called.config().path("reported").booleanValue()).isTrue();
    assertThat(called.origin().trigger().path("kind").textValue()).isEqualTo("enrich");
    assertThat(called.origin().trigger().path("nodeId").textValue()).isEqualTo("call");
    assertThat(called.origin().triggerKind()).isEqualTo(path.origin().triggerKind());
    assertThat(path.outcome().result().path("call"))
        .isEqualTo(
            json(
                "{'runId':'%s','enriched':0,'unchanged':1,'fields':0,'errors':0,'filled':{}}"
                    .formatted(called.id())));
  }

  @Test
  void aSyncIsPausedResumedAndCancelledWithThePathThatCalledIt() {
    world
        .bean(ConnectionRepository.class)
        .store(
            Ids.next(),
            Toolkit.X,
            "one that nobody connects again",
            Jsonb.object(),
            new Tokens("ended", null, Instant.EPOCH).credentials());
    UUID entity =
        world.start(
            flow("{'id':'call','type':'sync','data':{'platform':'x','type':'tweets'}}"),
            world.contact("Ada", Ids.next() + "@example.org"));
    awaitCalled(entity, "running");

    act(entity, new RunAct.Pause("pause", "user:ada", null));
    awaitCalled(entity, "paused");
    act(entity, new RunAct.Resume("resume", "user:ada", null));
    awaitCalled(entity, "running");
    act(entity, new RunAct.Cancel("cancel", "user:ada"));
    awaitCalled(entity, "cancelled");
  }

  private static UUID flow(String step) {
    UUID bmc = world.flow(FlowKind.BMC, "calls " + Ids.next(), spine("only"));
    UUID system =
        world.flow(FlowKind.SYSTEM, "calling " + Ids.next(), chain("{'isolation':'child'}", step));
    world.map(bmc, "only", system, 0);
    return bmc;
  }

  private static void act(UUID entity, RunAct act) {
    world
        .client()
        .newUntypedWorkflowStub(path(entity).temporalWorkflowId())
        .update(act.name(), RunActs.Outcome.class, act);
  }

  private static void awaitCalled(UUID entity, String status) {
    JourneyWorld.await(
        () -> statuses(entity).equals(List.of(status)),
        () -> "what is called is " + status + ", not " + statuses(entity));
  }

  private static List<String> statuses(UUID entity) {
    return world.database.list(
        """
        SELECT c.status FROM workflow_runs c JOIN workflow_runs p ON p.id = c.parent_run_id
        WHERE p.entity_id = ?
        """,
        row -> row.text("status"),
        entity);
  }

  private static RunRow path(UUID entity) {
    return run("SELECT id FROM workflow_runs WHERE entity_id = ?", entity);
  }

  private static RunRow called(RunRow path) {
    return run("SELECT id FROM workflow_runs WHERE parent_run_id = ?", path.id());
  }

  private static RunRow run(String sql, UUID of) {
    UUID id = world.database.first(sql, row -> row.uuid("id"), of).orElseThrow();
    return world.bean(RunRepository.class).find(id).orElseThrow();
  }
}
