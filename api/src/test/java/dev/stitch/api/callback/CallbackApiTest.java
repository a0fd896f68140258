package dev.stitch.api.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.temporal.TemporalFactory;
import dev.stitch.api.testing.ApiTest;
import dev.stitch.driver.RunSignals;
import dev.stitch.port.Payloads;
import dev.stitch.port.SizeLimits;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.secret.RandomToken;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.NonNull;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class CallbackApiTest extends ApiTest {

  private static final String SPEC = "callback";
  private static final String QUEUE = "asking";
  private static final String TOKEN = RandomToken.fresh();

  private static final ConcurrentLinkedQueue<RunSignals.Callback> HEARD =
      new ConcurrentLinkedQueue<>();

  private static TestWorkflowEnvironment temporal;
  private static Database rows;

  private UUID run;

  /** The client of a Temporal server inside this process. */
  @Factory
  @Requires(property = "test.spec", value = SPEC)
  static class InProcessTemporal {

    @Singleton
    @Replaces(value = WorkflowClient.class, factory = TemporalFactory.class)
    WorkflowClient client() {
      return temporal.getWorkflowClient();
    }
  }

  /** Stands for a run: projects the first answer it hears, as the real one would. */
  public static class Asking implements DynamicWorkflow {

    @Override
    public Object execute(EncodedValues args) {
      UUID run = args.get(0, UUID.class);
      Workflow.registerListener(
          (DynamicSignalHandler)
              (signal, values) -> {
                HEARD.add(values.get(0, RunSignals.Callback.class));
                rows.update(
                    "UPDATE workflow_steps SET status = 'completed' WHERE workflow_run_id = ?",
                    run);
              });
      Workflow.await(() -> false);
      return null;
    }
  }

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("test.spec", SPEC);
    return properties;
  }

  @BeforeAll
  static void startTemporal() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    temporal.newWorker(QUEUE).registerWorkflowImplementationTypes(Asking.class);
    temporal.start();
  }

  @AfterAll
  static void stopTemporal() {
    temporal.close();
  }

  @BeforeEach
  void aRunWaits() {
    rows = database;
    HEARD.clear();
    run = Ids.next();
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, temporal_workflow_id)
        VALUES (?, 'flow', 'running', 'asks', 'api', ?)
        """,
        run,
        "run/" + run);
    database.update(
        """
        INSERT INTO workflow_steps (id, workflow_run_id, step_index, node_id, step_type, status)
        VALUES (?, ?, 0, 'ask', 'callback', 'waiting')
        """,
        Ids.next(),
        run);
    database.update(
        "INSERT INTO callbacks (run_id, node_id, execution, token_hash) VALUES (?, 'ask', 0, ?)",
        run,
        RandomToken.hash(TOKEN));
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            "Asking",
            WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId("run/" + run).build())
        .start(run);
  }

  @Test
  void anAnswerReachesTheRun() {
    Answer answer = bearer("{'status':'completed','output':{'score':7}}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.body().toString())
        .isEqualTo(json("{'runId':'" + run + "','nodeId':'ask','status':'completed'}"));
    assertThat(HEARD).hasSize(1);
    assertThat(HEARD.peek().output().path("score").asInt()).isEqualTo(7);
    assertThat(HEARD.peek().failure()).isNull();
  }

  @Test
  void aFailureTellsItsReason() {
    assertThat(bearer("{'status':'failed','error':'no capacity'}").status()).isEqualTo(200);
    assertThat(HEARD.peek().failure().message()).isEqualTo("no capacity");
  }

  @Test
  void theTokenMayBeInTheQuery() {
    Answer answer = post(path("ask") + "?token=" + TOKEN, json("{'status':'completed'}"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  @Test
  void aSecondDeliveryAnswersAsTheFirstWhateverItSays() {
    Answer first = bearer("{'status':'completed','output':1}");
    database.update("UPDATE workflow_runs SET status = 'completed' WHERE id = ?", run);
    Answer second = bearer("{'status':'failed','error':'late'}");

    assertThat(second.status()).isEqualTo(first.status());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(HEARD).hasSize(1);
  }

  @Test
  void tenDeliveriesAtOnceHaveOneAnswer() throws Exception {
    List<Callable<Answer>> deliveries = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String body = "{'status':'completed','output':" + i + "}";
      deliveries.add(() -> bearer(body));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(deliveries)) {
        assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(200);
      }
    }

    // Each repeats the kept answer, of which the run takes the first.
    assertThat(HEARD.stream().map(heard -> heard.output().asInt()).distinct()).hasSize(1);
    assertThat(HEARD.stream().map(RunSignals.Callback::execution).distinct()).containsExactly(0);
  }

  @Test
  void withoutItsTokenNothingIsAnswered() {
    String body = json("{'status':'completed'}");

    assertThat(post(path("ask"), body).status()).isEqualTo(401);
    assertThat(post(path("ask"), body).header("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(post(path("ask"), body, "Authorization", "Bearer x").status()).isEqualTo(401);
    assertThat(post(path("ask"), body, "Authorization", "Basic " + TOKEN).status()).isEqualTo(401);
    assertThat(HEARD).isEmpty();
  }

  @Test
  void anotherContentTypeIsTheProblemAndNotTheToken() {
    Answer answer =
        post(
            path("ask"),
            "status=completed",
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "Bearer " + TOKEN);

    assertThat(answer.status()).as(answer.text()).isEqualTo(415);
  }

  @Test
  void aNodeMayBeNamedInAnyScript() {
    database.update(
        "UPDATE workflow_steps SET node_id = 'prüfen 問い' WHERE workflow_run_id = ?", run);
    database.update("UPDATE callbacks SET node_id = 'prüfen 問い' WHERE run_id = ?", run);
    String encoded = URLEncoder.encode("prüfen 問い", StandardCharsets.UTF_8).replace("+", "%20");

    Answer answer =
        post(path(encoded), json("{'status':'completed'}"), "Authorization", "Bearer " + TOKEN);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(HEARD.peek().nodeId()).isEqualTo("prüfen 問い");
  }

  @Test
  void anOutputBeyondItsBoundIsRefused() {
    String large = "x".repeat(SizeLimits.CALLBACK_OUTPUT);

    assertThat(bearer("{'status':'completed','output':'" + large + "'}").pointer())
        .isEqualTo("/output");
  }

  @Test
  void whatAskedNothingIsNotFound() {
    String body = json("{'status':'completed'}");
    String bearer = "Bearer " + TOKEN;

    assertThat(post(path("other"), body, "Authorization", bearer).status()).isEqualTo(404);
    assertThat(
            post(
                    "/api/stitch/callback/" + UUID.randomUUID() + "/ask",
                    body,
                    "Authorization",
                    bearer)
                .status())
        .isEqualTo(404);
  }

  @Test
  void whatWaitsNoMoreIsAConflictThatNamesTheState() {
    database.update("UPDATE workflow_steps SET status = 'skipped' WHERE workflow_run_id = ?", run);
    assertThat(bearer("{'status':'completed'}").status()).isEqualTo(409);

    database.update("UPDATE workflow_runs SET status = 'cancelled' WHERE id = ?", run);
    Answer answer = bearer("{'status':'completed'}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.at("/detail").textValue()).contains("cancelled");
  }

  @Test
  void anAnswerThatCannotBeKeptIsRefusedAndAnotherIsTaken() {
    assertThat(bearer("{}").pointer()).isEqualTo("/status");
    assertThat(bearer("{'status':'completed','output':{'$output':{}}}").status()).isEqualTo(422);
    assertThat(bearer("{'status':'perhaps'}").status()).isBetween(400, 422);
    assertThat(bearer("{'status':'completed'}").status()).isEqualTo(200);
  }

  @Test
  void aLargeOutputTravelsAsAReference() {
    Answer answer = bearer("{'status':'completed','output':{'text':'" + "x".repeat(40_000) + "'}}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(HEARD.peek().output().at("/$output/nodeId").asText()).isEqualTo("ask");
    assertThat(database.number("SELECT count(*) FROM step_outputs WHERE run_id = ?", run)).isOne();
    database.update(
        "UPDATE workflow_steps SET output = ? WHERE workflow_run_id = ?",
        HEARD.peek().output(),
        run);
    String href = get("/api/workflows/" + run).at("/steps/0/output/$output/href").textValue();
    assertThat(href).isEqualTo("/api/workflows/" + run + "/steps/0/output");
    assertThat(get(href).at("/text").textValue()).hasSize(40_000);
  }

  private Answer bearer(String body) {
    return post(path("ask"), json(body), "Authorization", "Bearer " + TOKEN);
  }

  private String path(String nodeId) {
    return "/api/stitch/callback/" + run + "/" + nodeId;
  }
}
