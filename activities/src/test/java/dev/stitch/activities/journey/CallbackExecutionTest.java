package dev.stitch.activities.journey;

import static dev.stitch.activities.journey.JourneyWorld.chain;
import static dev.stitch.activities.journey.JourneyWorld.json;
import static dev.stitch.activities.journey.JourneyWorld.spine;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.stitch.driver.RunSignals;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.EntityStatus;
import dev.stitch.model.FailureCode;
import dev.stitch.model.FlowKind;
import dev.stitch.model.StepFailure;
import dev.stitch.path.PathWorkflow;
import dev.stitch.store.secret.RandomToken;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
class CallbackExecutionTest {

  private final BlockingQueue<JsonNode> asked = new LinkedBlockingQueue<>();
  private volatile int answer = 202;

  private JourneyWorld world;
  private HttpServer outside;

  @BeforeEach
  void start() throws Exception {
    world = new JourneyWorld();
    outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    outside.createContext(
        "/work",
        exchange -> {
          JsonNode body = JsonCodec.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
          int status = answer;
          answer = 202;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
          asked.add(body);
        });
    outside.start();
  }

  @AfterEach
  void stop() {
    outside.stop(0);
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void anOutsideWorkersAnswerMovesTheJourneyOnOnceHoweverOftenItComes(String isolation)
      throws Exception {
    UUID entity = ask(isolation, "'payload':{'who':'{{contact.name}}'}");
    JsonNode question = asked.poll(20, TimeUnit.SECONDS);
    world.awaitStatus(entity, "waiting");
    Run run = run(entity);

    assertThat(question.path("input")).isEqualTo(json("{'who':'Ada'}"));
    assertThat(question.path("callbackUrl").asText())
        .endsWith("/api/stitch/callback/" + run.id() + "/ask");
    assertThat(question.path("runId").asText()).isEqualTo(run.id().toString());
    assertThat(question.path("nodeId").asText()).isEqualTo("ask");
    assertThat(RandomToken.matches(question.path("token").asText(), tokenHash(run))).isTrue();

    IntStream.range(0, 10)
        .parallel()
        .forEach(i -> signal(run, isolation, json("{'score':" + (7 + i) + "}"), null));

    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(world.events(entity).stream().filter("path_completed"::equals)).hasSize(1);
    assertThat(steps(run)).containsExactly("ask completed", "after completed");
    assertThat(world.journey(entity).view().metadata().path("score").asInt()).isBetween(7, 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void anAnswerThatFailsBlocksTheJourney(String isolation) throws Exception {
    UUID entity = ask(isolation, "'timeout':'P1D'");
    asked.poll(20, TimeUnit.SECONDS);
    world.awaitStatus(entity, "waiting");
    Run run = run(entity);

    signal(run, isolation, null, new StepFailure(FailureCode.REJECTED, "no capacity"));

    world.awaitStatus(entity, "blocked");
    assertThat(steps(run)).containsExactly("ask failed");
    assertThat(
            world.database.exists(
                "SELECT 1 FROM human_tasks WHERE entity_id = ? AND description = 'no capacity'",
                entity))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"child", "inline"})
  void noAnswerInTimeLeavesByTimeout(String isolation) throws Exception {
    UUID entity = ask(isolation, "'timeout':'P1D'");
    asked.poll(20, TimeUnit.SECONDS);
    world.awaitStatus(entity, "waiting");
    Run run = run(entity);

    assertThat(world.end(entity).status()).isEqualTo(EntityStatus.COMPLETED);
    assertThat(steps(run)).containsExactly("ask completed", "after completed");
    assertThat(world.journey(entity).view().metadata().path("score").asInt()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"child"})
  void aQuestionThatWasRefusedIsPutAgainAndOnlyTheLastTokenAnswersIt(String isolation)
      throws Exception {
    answer = 503;
    UUID entity = ask(isolation, "'retry':{'maxAttempts':3,'initialInterval':'PT0.1S'}");
    String refused = asked.poll(20, TimeUnit.SECONDS).path("token").asText();
    String taken = asked.poll(20, TimeUnit.SECONDS).path("token").asText();
    world.awaitStatus(entity, "waiting");

    assertThat(RandomToken.matches(taken, tokenHash(run(entity)))).isTrue();
    assertThat(RandomToken.matches(refused, tokenHash(run(entity)))).isFalse();
    assertThat(asked).isEmpty();
  }

  private UUID ask(String isolation, String config) {
    String name = isolation + " " + UUID.randomUUID();
    UUID bmc = world.flow(FlowKind.BMC, "spine " + name, spine("a"));
    String url = "http://127.0.0.1:" + outside.getAddress().getPort() + "/work";
    UUID system =
        world.flow(
            FlowKind.SYSTEM,
            "ask " + name,
            chain(
                "{'isolation':'" + isolation + "'}",
                "{'id':'ask','type':'callback','data':{'url':'" + url + "'," + config + "}}",
                "{'id':'after','type':'set','data':{'values':{'score':'has(steps.ask.output.score) ? steps.ask.output.score : -1'}}}"));
    world.map(bmc, "a", system, 0);
    return world.start(bmc, world.contact("Ada", UUID.randomUUID() + "@example.org"));
  }

  private record Run(UUID id, String workflowId) {}

  private Run run(UUID entity) {
    return world
        .database
        .first(
            "SELECT id, temporal_workflow_id FROM workflow_runs WHERE entity_id = ?",
            row -> new Run(row.uuid("id"), row.text("temporal_workflow_id")),
            entity)
        .orElseThrow();
  }

  private String tokenHash(Run run) {
    return world
        .database
        .first(
            "SELECT token_hash FROM callbacks WHERE run_id = ?",
            row -> row.text("token_hash"),
            run.id())
        .orElseThrow();
  }

  private List<String> steps(Run run) {
    return world.database.list(
        "SELECT node_id, status FROM workflow_steps WHERE workflow_run_id = ? ORDER BY step_index",
        row -> row.text("node_id") + " " + row.text("status"),
        run.id());
  }

  private void signal(Run run, String isolation, JsonNode output, StepFailure failure) {
    int execution =
        world
            .database
            .first(
                "SELECT execution FROM callbacks WHERE run_id = ?",
                row -> row.number("execution"),
                run.id())
            .orElseThrow();
    RunSignals.Callback signal =
        new RunSignals.Callback(run.id(), "ask", execution, output, failure);
    if (isolation.equals("inline")) {
      world.client().newWorkflowStub(JourneyWorkflow.class, run.workflowId()).callback(signal);
    } else {
      world.client().newWorkflowStub(PathWorkflow.class, run.workflowId()).callback(signal);
    }
  }
}
