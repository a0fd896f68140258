package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.json;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.driver.RunActs;
import dev.stitch.machine.RunAct;
import dev.stitch.model.FlowKind;
import dev.stitch.model.StepException;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import dev.stitch.store.run.WorkflowType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Syncs, enrichments and agents that a path calls: they are runs of their own, and it hears of
 * their end.
 */
@Tag("server")
class CalledRunsTest {

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

    steer(entity);
  }

  /** Pauses, resumes and cancels a path, and sees that what it has called follows. */
  private static void steer(UUID entity) {
    act(entity, new RunAct.Pause("pause", "user:ada", null));
    awaitCalled(entity, "paused");
    act(entity, new RunAct.Resume("resume", "user:ada", null));
    awaitCalled(entity, "running");
    act(entity, new RunAct.Cancel("cancel", "user:ada"));
    awaitCalled(entity, "cancelled");
  }

  @Test
  void theAnswerOfAnAgentIsTheOutputOfTheStepThatCalledIt() {
    UUID entity = agent("{'turns':[{'text':'{\\'to\\':\\'{{contact.name}}\\'}'}]}");

    world.end(entity);

    RunRow path = path(entity);
    RunRow called = called(path);
    assertThat(called.workflowType()).isEqualTo(WorkflowType.AGENT);
    assertThat(called.entityId()).isEqualTo(entity);
    assertThat(called.config().path("reported").booleanValue()).isTrue();
    assertThat(called.origin().name()).isEqualTo("Greet Ada");
    assertThat(called.origin().trigger())
        .isEqualTo(
            Jsonb.object()
                .put("kind", "agent.run")
                .put("sessionId", called.owners().sessionId().toString())
                .put("runId", path.id().toString())
                .put("nodeId", "call")
                .put("callId", called.id().toString()));
    ObjectNode output = (ObjectNode) path.outcome().result().path("call");
    assertThat(output.remove("costUsd").decimalValue()).isZero();
    assertThat(output)
        .isEqualTo(
            Jsonb.object()
                .put("text", "{\"to\":\"Ada\"}")
                .<ObjectNode>set("structured", Jsonb.object().put("to", "Ada"))
                .put("runId", called.id().toString())
                .put("sessionId", called.owners().sessionId().toString())
                .putNull("workspaceId")
                .put("stopReason", "end_turn"));
  }

  @Test
  void anAgentIsPausedResumedAndCancelledWithThePathThatCalledIt() {
    UUID entity =
        agent("{'turns':[{'toolCalls':[{'name':'ask.person','input':{'question':'Who?'}}]}]}");
    awaitCalled(entity, "running");

    steer(entity);
  }

  @Test
  void aSessionThatIsAnotherRunsIsRefused() {
    UUID entity =
        agent("{'turns':[{'toolCalls':[{'name':'ask.person','input':{'question':'Who?'}}]}]}");
    awaitCalled(entity, "running");
    UUID session = called(path(entity)).owners().sessionId();

    assertThat(refusal(session.toString()))
        .hasMessageContaining("write a message to the session instead");
    assertThat(refusal(Ids.next().toString())).hasMessageContaining("there is no session");
    assertThat(refusal("somebody's")).hasMessageContaining("sessionId");
  }

  /** What becomes of an agent that is to go on with a session. */
  private static StepException refusal(String session) {
    TestStep step =
        TestStep.of(
            world.bean(StepServices.class),
            "agent.run",
            "{\"task\":\"Go on\",\"model\":\"m\",\"sessionId\":\"{{input.session}}\"}");
    return catchThrowableOfType(
        StepException.class,
        () -> step.with("input", Jsonb.object().put("session", session).toString()).run());
  }

  private static UUID agent(String script) {
    return world.start(
        flow(
            "{'id':'call','type':'agent.run','data':{'task':'Greet {{contact.name}}','script':%s}}"
                .formatted(script)),
        world.contact("Ada", Ids.next() + "@example.org"));
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
    return run(
        "SELECT id FROM workflow_runs WHERE entity_id = ? AND workflow_type = 'flow'", entity);
  }

  private static RunRow called(RunRow path) {
    return run("SELECT id FROM workflow_runs WHERE parent_run_id = ?", path.id());
  }

  private static RunRow run(String sql, UUID of) {
    UUID id = world.database.first(sql, row -> row.uuid("id"), of).orElseThrow();
    return world.bean(RunRepository.class).find(id).orElseThrow();
  }
}
