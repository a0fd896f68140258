package dev.stitch.activities.http;

import static dev.stitch.activities.http.TestServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.step.StepServices;
import dev.stitch.activities.step.TestStep;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.port.ConnectionActivities;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.connection.ConnectionRepository;
import dev.stitch.store.connection.Toolkit;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with stored credentials. */
@Tag("server")
class HttpCredentialTest {

  private static final String SECRET = "s3cret-t0ken";

  private static ApplicationContext context;
  private static ConnectionRepository connections;

  private TestServer server;

  @BeforeAll
  static void start() {
    Map<String, Object> properties = new HashMap<>(Postgres.freshProperties());
    properties.put("stitch.outbound.allow", "127.0.0.1,localhost");
    context = ApplicationContext.run(properties);
    connections = context.getBean(ConnectionRepository.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @BeforeEach
  void startServer() throws Exception {
    server = new TestServer();
    server.on("/", answering(200, "application/json", "{\"saw\": \"Bearer " + SECRET + "\"}"));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void theCredentialIsAddedToTheCallAndTakenOutOfItsAnswer() throws Exception {
    String name = "bearer";
    UUID id = store(name, "{\"scheme\": \"bearer\", \"hosts\": [\"127.0.0.1\"]}");

    for (String reference : new String[] {name, id.toString()}) {
      for (String method : new String[] {"GET", "POST"}) {
        JsonNode output = step(method, reference).run();

        assertThat(server.last().header("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(output.toString()).doesNotContain(SECRET).contains("[hidden]");
      }
    }
  }

  @Test
  void basicAndOwnHeadersAreSentAsTheConnectionSays() throws Exception {
    store("basic", "{\"scheme\": \"basic\", \"username\": \"ada\", \"hosts\": [\"127.0.0.1\"]}");
    store("own", "{\"scheme\": \"header\", \"header\": \"X-Own\", \"hosts\": [\"127.0.0.1\"]}");

    step("GET", "basic").run();
    assertThat(server.last().header("Authorization")).isEqualTo("Basic YWRhOnMzY3JldC10MGtlbg==");
    step("GET", "own").run();
    assertThat(server.last().header("X-own")).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "POST"})
  void whatAFailedCallHasSentStandsWithItsStepWithoutTheCredential(String method) throws Exception {
    String name = "failing " + method;
    store(name, "{\"scheme\": \"basic\", \"username\": \"ada\", \"hosts\": [\"127.0.0.1\"]}");
    server.on("/people", answering(400, "text/plain", "no"));
    String config =
        """
        {"method": "%s", "url": "%s?who={{input.who}}", "connection": "%s",
         "headers": {"X-Trace": "{{input.who}} %s"}, "body": {"no": "{{input.nul}}"}}\
        """
            .formatted(method, server.url("/people"), name, SECRET);
    TestStep step =
        TestStep.of(context.getBean(StepServices.class), HttpRequestStep.ID, config)
            .with("input", "{\"who\": \"grace\", \"nul\": \"x\\u0000y\"}");
    failedStep(step.runId());

    assertThat(catchThrowableOfType(StepException.class, step::run).code())
        .isEqualTo(FailureCode.REJECTED);

    JsonNode request = context.getBean(RunRepository.class).steps(step.runId()).getFirst().input();
    assertThat(request.path("method").asText()).isEqualTo(method);
    assertThat(request.path("url").asText()).contains("/people?who=grace");
    assertThat(request.at("/headers/X-Trace").asText()).isEqualTo("grace [hidden]");
    assertThat(request.at("/headers/Authorization").asText()).isEqualTo("[hidden]");
    assertThat(request.at("/body/no").asText()).isEqualTo("xy");
    assertThat(request.toString()).doesNotContain(SECRET, "YWRhOnMzY3JldC10MGtlbg");
  }

  @Test
  void theRunsOwnConnectionComesBeforeThatOfTheGraph() throws Exception {
    store("graph", "{\"scheme\": \"bearer\", \"hosts\": [\"127.0.0.1\"]}");
    UUID own =
        store("run", "{\"scheme\": \"header\", \"header\": \"X-Run\", \"hosts\": [\"127.0.0.1\"]}");

    step("GET", "graph").with("trigger", "{\"connections\": {\"http\": \"" + own + "\"}}").run();

    assertThat(server.last().header("X-run")).isEqualTo(SECRET);
    assertThat(server.last().header("Authorization")).isNull();
  }

  @Test
  void noOtherHostGetsTheCredential() {
    store("crm", "{\"scheme\": \"bearer\", \"hosts\": [\"api.crm.example\", \"*.0.0.2\"]}");

    StepException failure =
        catchThrowableOfType(StepException.class, () -> step("GET", "crm").run());

    assertThat(failure.code()).isEqualTo(FailureCode.FORBIDDEN_ADDRESS);
    assertThat(failure).hasMessageContaining("api.crm.example").hasMessageNotContaining(SECRET);
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aConnectionThatIsGoneIsSaidSo() {
    UUID id = store("gone", "{\"scheme\": \"bearer\", \"hosts\": [\"127.0.0.1\"]}");
    connections.delete(id);

    StepException failure =
        catchThrowableOfType(StepException.class, () -> step("GET", "gone").run());

    assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aTestCallsTheTestAddressAndRemembersWhatCameOfIt() {
    server.on("/no", answering(401, "text/plain", "no"));
    ConnectionActivities probes = context.getBean(ConnectionActivities.class);
    String config = "{\"scheme\": \"bearer\", \"hosts\": [\"127.0.0.1\"], \"testUrl\": \"%s\"}";
    UUID good = store("good", config.formatted(server.url("/")));
    UUID bad = store("bad", config.formatted(server.url("/no")));
    UUID elsewhere = store("elsewhere", config.formatted("http://192.168.0.1/"));

    assertThat(probes.test(good).ok()).isTrue();
    assertThat(connections.find(good).orElseThrow().lastTest().ok()).isTrue();
    assertThat(probes.test(bad).ok()).isFalse();
    assertThat(connections.find(bad).orElseThrow().lastTest().message()).contains("401");
    assertThat(probes.test(elsewhere).ok()).isFalse();
    assertThat(probes.test(Ids.next()).ok()).isFalse();
  }

  private TestStep step(String method, String connection) {
    return TestStep.of(
        context.getBean(StepServices.class),
        "http.request",
        "{\"url\": \"%s\", \"method\": \"%s\", \"connection\": \"%s\"}"
            .formatted(server.url("/a"), method, connection));
  }

  private static void failedStep(UUID runId) {
    Database database = context.getBean(Database.class);
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind)
        VALUES (?, 'flow', 'failed', 'R', 'api')
        """,
        runId);
    database.update(
        """
        INSERT INTO workflow_steps (id, workflow_run_id, step_index, node_id, step_type, status)
        VALUES (?, ?, 0, 'node', 'http.request', 'failed')
        """,
        Ids.next(),
        runId);
  }

  private static UUID store(String name, String config) {
    UUID id = Ids.next();
    try {
      connections.insert(id, Toolkit.HTTP, name, JsonCodec.MAPPER.readTree(config), SECRET);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
    return id;
  }
}
