package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.json;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.machine.AnswerTaskAct;
import dev.stitch.machine.CancelAct;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.MoveAct;
import dev.stitch.machine.PauseAct;
import dev.stitch.machine.ResumeAct;
import dev.stitch.machine.RetryAct;
import dev.stitch.machine.SkipAct;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.FlowKind;
import dev.stitch.port.RefusedUpdate;
import dev.stitch.port.RunAttributes;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
class JourneyExecutionTest {

  private JourneyWorld world;

  @BeforeEach
  void start() {
    world = new JourneyWorld();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private static String set(String id, String path) {
    return "{'id':'" + id + "','type':'set','data':{'values':{'" + path + "':'1 + 1'}}}";
  }

  private UUID person() {
    UUID any = UUID.randomUUID();
    return world.contact("Ada " + any, any + "@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'isolation':'child'}",
        "{'isolation':'inline'}",
        "{'isolation':'child','steps':'remote'}",
        "{'isolation':'inline','steps':'remote'}"
      })
  void aJourneyWalksTheSpineAndRunsTheMappedFlowOfEachStage(String settings) {
    UUID bmc = world.flow(FlowKind.BMC, "walk " + settings, spine("a", "b", "c"));
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "three sets " + settings,
            chain(settings, set("one", "x"), set("two", "y.z"), set("three", "w")));
    for (String node : List.of("a", "b", "c")) {
      world.map(bmc, node, system, 0);
    }

    UUID entity = world.start(bmc, person());

    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(world.events(entity))
        .containsExactly(
            "journey_started",
            "moved a",
            "path_started",
            "path_completed",
            "moved b",
            "path_started",
            "path_completed",
            "moved c",
            "path_started",
            "path_completed",
            "journey_completed");
    assertThat(world.status(entity)).isEqualTo("completed");
    assertThat(
            world.database.list(
                """
                SELECT r.status || ' ' || s.step_index || ' ' || s.node_id || ' ' || s.status AS t
                FROM workflow_runs r JOIN workflow_steps s ON s.workflow_run_id = r.id
                WHERE r.entity_id = ? AND r.ux_node_id = 'b' ORDER BY s.step_index
                """,
                row -> row.text("t"),
                entity))
        .containsExactly(
            "completed 0 one completed",
            "completed 1 two completed",
            "completed 2 three completed");
    assertThat(
            world
                .database
                .first(
                    "SELECT metadata FROM entities WHERE id = ?",
                    row -> row.json("metadata"),
                    entity)
                .orElseThrow())
        .isEqualTo(json("{'x':2,'y':{'z':2},'w':2}"));
  }

  @Test
  void aJourneyThatHasEndedIsFoundByHowAndWhereItEnded() {
    UUID bmc = world.flow(FlowKind.BMC, "found", spine("a", "b"));
    UUID entity = world.start(bmc, person());
    world.awaitStatus(entity, "waiting");

    world.act(entity, new MoveAct("m-1", "user:ada", "b"));
    world.end(entity);

    SearchAttributes found =
        WorkflowStub.fromTyped(world.journey(entity)).describe().getTypedSearchAttributes();
    assertThat(found.get(RunAttributes.STATUS)).isEqualTo("completed");
    assertThat(found.get(RunAttributes.NODE)).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aWaitTakesItsTimeAndSaysSo(String isolation) {
    UUID bmc = world.flow(FlowKind.BMC, "wait " + isolation, spine("only"));
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "waits " + isolation,
            chain(
                "{'isolation':'" + isolation + "'}",
                "{'id':'pause','type':'wait','data':{'duration':'P3D'}}",
                set("after", "x")));
    world.map(bmc, "only", system, 0);

    UUID entity = world.start(bmc, person());
    world.awaitStatus(entity, "waiting");
    var view = world.journey(entity).view();

    assertThat(view.status()).isEqualTo(EntityStatus.WAITING);
    assertThat(view.waitingOn()).singleElement().matches(on -> on.kind().equals("timer"));
    long before = world.temporal().currentTimeMillis();
    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(world.temporal().currentTimeMillis() - before)
        .isGreaterThan(Duration.ofDays(2).toMillis());
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aFailedPathBlocksUntilAPersonSkipsTheStep(String isolation) {
    UUID bmc = world.flow(FlowKind.BMC, "fails " + isolation, spine("only"));
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "failing " + isolation,
            chain(
                "{'isolation':'" + isolation + "'}",
                set("first", "x"),
                "{'id':'bad','type':'set','data':{'values':{'y':'input.missing'}}}",
                set("last", "z")));
    world.map(bmc, "only", system, 0);

    UUID entity = world.start(bmc, person());
    world.awaitStatus(entity, "blocked");
    var blocked = world.journey(entity).view();
    world.act(entity, new RetryAct("r1", "user:ada", null, null, null, null));
    world.awaitStatus(entity, "blocked");
    world.act(entity, new SkipAct("s1", "user:ada", null, null));

    assertThat(blocked.waitingOn()).singleElement().matches(on -> on.nodeId().equals("bad"));
    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(world.events(entity))
        .contains("path_failed", "blocked", "retried", "skipped", "unblocked", "journey_completed");
    assertThat(
            world.database.number(
                "SELECT count(*) FROM human_tasks WHERE entity_id = ? AND state = 'open'", entity))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void anEventReachesTheStepThatWaitsForIt(String isolation) {
    UUID bmc = world.flow(FlowKind.BMC, "event " + isolation, spine("only"));
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "awaits " + isolation,
            chain(
                "{'isolation':'" + isolation + "'}",
                "{'id':'reply','type':'wait.event','data':{'event':'reply','match':'event.data.n > 1','timeout':'P30D'}}",
                "{'id':'keep','type':'set','data':{'values':{'n':'steps.reply.output.n'}}}"));
    world.map(bmc, "only", system, 0);

    UUID entity = world.start(bmc, person());
    world.awaitStatus(entity, "waiting");
    for (int n = 1; n <= 2; n++) {
      ExternalEvent event = new ExternalEvent("e" + n, "reply", json("{'n':" + n + "}"), "api");
      world.journey(entity).event(event);
      world.journey(entity).event(event);
    }

    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(world.journey(entity).view().metadata()).isEqualTo(json("{'n':2}"));
    assertThat(world.events(entity).stream().filter("event_received"::equals)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aPersonsAnswerChoosesTheBranch(String isolation) {
    UUID bmc = world.flow(FlowKind.BMC, "person " + isolation, spine("only"));
    ObjectNode graph =
        chain(
            "{'isolation':'" + isolation + "'}",
            "{'id':'ask','type':'human.task','data':{'title':'Fit?','choices':['yes','no']}}",
            set("good", "good"));
    ((ObjectNode) graph.get("edges").get(0)).put("sourceHandle", "yes");
    UUID system = world.flow(FlowKind.SYSTEM, "asks " + isolation, graph);
    world.map(bmc, "only", system, 0);

    UUID entity = world.start(bmc, person());
    world.awaitStatus(entity, "waiting");
    UUID task =
        world
            .database
            .first(
                "SELECT id FROM human_tasks WHERE entity_id = ? AND state = 'open'",
                row -> row.uuid("id"),
                entity)
            .orElseThrow();
    world.act(entity, new AnswerTaskAct("a1", "user:ada", task, "yes", null));

    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(world.journey(entity).view().metadata()).isEqualTo(json("{'good':2}"));
    assertThat(world.events(entity)).contains("task_opened", "task_answered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void actsMovePauseResumeAndCancelAJourney(String isolation) {
    UUID bmc = world.flow(FlowKind.BMC, "acts " + isolation, spine("a", "b", "c"));
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "long " + isolation,
            chain(
                "{'isolation':'" + isolation + "'}",
                "{'id':'pause','type':'wait','data':{'duration':'P300D'}}"));
    for (String node : List.of("a", "b", "c")) {
      world.map(bmc, node, system, 0);
    }

    UUID entity = world.start(bmc, person());
    world.awaitStatus(entity, "waiting");
    var moved = world.act(entity, new MoveAct("m1", "user:ada", "b"));
    var again = world.act(entity, new MoveAct("m1", "user:ada", "b"));
    assertThatThrownBy(() -> world.act(entity, new MoveAct("m2", "user:ada", "nowhere")))
        .isInstanceOf(WorkflowUpdateException.class)
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(RefusedUpdate.TYPE));
    var paused = world.act(entity, new PauseAct("p1", "user:ada", null, null));
    var resumed = world.act(entity, new ResumeAct("p2", "user:ada", null, null));
    world.act(entity, new CancelAct("c1", "user:ada", "enough"));

    assertThat(moved.currentNodeId()).isEqualTo("b");
    assertThat(again.currentNodeId()).isEqualTo("b");
    assertThat(paused.status()).isEqualTo(EntityStatus.PAUSED);
    assertThat(resumed.status()).isNotEqualTo(EntityStatus.PAUSED);
    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.CANCELLED);
    assertThat(world.events(entity).stream().filter("moved b"::equals)).hasSize(1);
    assertThat(world.events(entity).getLast()).isEqualTo("journey_cancelled");
    JourneyWorld.await(
        () ->
            world.database.number(
                    "SELECT count(*) FROM workflow_runs WHERE entity_id = ? AND status = 'cancelled'",
                    entity)
                == 2,
        () -> "the runs at a and b are cancelled");
  }

  /**
   * A path that was resumed says what it waits for, and the journey that is cancelled then waits
   * for the answers to what it has sent. Now and then both come with one workflow task.
   */
  @RepeatedTest(15)
  void aJourneyEndsWhateverItHearsWithItsLastAnswer() {
    UUID bmc = world.flow(FlowKind.BMC, "hears " + UUID.randomUUID(), spine("a"));
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "waits " + UUID.randomUUID(),
            chain("{}", "{'id':'pause','type':'wait','data':{'duration':'P300D'}}"));
    world.map(bmc, "a", system, 0);
    UUID entity = world.start(bmc, person());
    world.awaitStatus(entity, "waiting");

    world.act(entity, new PauseAct("p1", "user:ada", null, null));
    world.act(entity, new ResumeAct("p2", "user:ada", null, null));
    world.act(entity, new CancelAct("c1", "user:ada", "enough"));

    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void aLongJourneyContinuesAsNewAndKeepsItsPaths(String isolation) {
    UUID bmc = world.flow(FlowKind.BMC, "long life " + isolation, spine("a", "b"));
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "until done " + isolation,
            chain(
                "{'isolation':'" + isolation + "'}",
                "{'id':'done','type':'wait.event','data':{'event':'done'}}",
                set("after", "x")));
    world.map(bmc, "a", system, 0);
    world.map(bmc, "b", system, 0);

    UUID entity = world.start(bmc, person());
    world.awaitStatus(entity, "waiting");
    String firstRun = world.temporalRun(entity);
    int sent = 0;
    while (world.temporalRun(entity).equals(firstRun) && sent < 1_000) {
      String id = "noise-" + sent++;
      world.tell(entity, new ExternalEvent(id, "noise", null, "api"));
      JourneyWorld.await(() -> world.sawEvent(entity, id), () -> id + " was received");
    }
    world.tell(entity, new ExternalEvent("done-a", "done", null, "api"));
    world.awaitNode(entity, "b");
    world.awaitStatus(entity, "waiting");
    // Before the one that ends the journey: the first run's ids must be known to the later runs.
    world.tell(entity, new ExternalEvent("noise-0", "done", null, "api"));
    world.tell(entity, new ExternalEvent("done-b", "done", null, "api"));

    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(world.temporalRun(entity)).isNotEqualTo(firstRun);
    assertThat(world.events(entity).stream().filter("event_received"::equals)).hasSize(sent + 2);
  }
}
