package dev.stitch.activities.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.testing.TestServers;
import dev.stitch.bulk.BulkContract;
import dev.stitch.bulk.BulkWorkflowImpl;
import dev.stitch.graph.Graphs;
import dev.stitch.journey.JourneyContract;
import dev.stitch.json.JsonCodec;
import dev.stitch.launch.BulkLaunches;
import dev.stitch.launch.Launcher;
import dev.stitch.launch.bulk.BulkActRequest;
import dev.stitch.launch.bulk.BulkActs;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.machine.PlanVersion;
import dev.stitch.machine.Refusal;
import dev.stitch.model.TaskQueues;
import dev.stitch.path.PathContract;
import dev.stitch.port.BulkActivities.Progress;
import dev.stitch.port.PathArguments;
import dev.stitch.port.RefusedUpdate;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import io.micronaut.context.ApplicationContext;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.DynamicUpdateHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyActsTest {

  private static final String HASH = "0".repeat(64);

  /** What journeys were asked: their workflow's id and the act. */
  private static final List<String> HEARD = new CopyOnWriteArrayList<>();

  /** Workflows of journeys that refuse every act. */
  private static final List<String> REFUSING = new CopyOnWriteArrayList<>();

  private final UUID flow = Ids.next();
  private TestServers servers;
  private TestWorkflowEnvironment temporal;
  private Database database;
  private ApplicationContext context;

  @BeforeAll
  void start() {
    servers = TestServers.start(false);
    temporal = servers.temporal();
    context = servers.context();
    database = context.getBean(Database.class);
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, 'bmc', 'F', '{}', 1)",
        flow);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, '{}', ?)",
        flow,
        HASH);
    var worker = temporal.newWorker(TaskQueues.JOURNEYS);
    worker.registerWorkflowImplementationTypes(BulkWorkflowImpl.class, AnyJourney.class);
    worker.registerActivitiesImplementations(context.getBean(BulkActivitiesImpl.class));
    temporal.start();
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void whatOneRefusesIsWrittenBesideItAndStopsNoOther() {
    UUID first = journey();
    UUID stubborn = journey();
    UUID last = journey();
    REFUSING.add(JourneyContract.workflowId(stubborn));

    UUID operation = done("'kind':'pause','timers':'elapse'", first, stubborn, last);

    assertThat(progress(operation)).isEqualTo("completed 2 1");
    assertThat(items(operation))
        .containsExactlyInAnyOrder(
            first + " done", stubborn + " refused It does not want to.", last + " done");
    assertThat(heardBy(first)).singleElement().asString().contains("pause", "user:ada", "ELAPSE");
  }

  @Test
  void aPageThatIsDoneAgainDoesNothingTwice() {
    UUID journey = journey();
    UUID operation = done("'kind':'advance'", journey);
    // The worker died after the act and before it wrote that down.
    database.update(
        "UPDATE bulk_operation_items SET state = 'pending' WHERE operation_id = ?", operation);

    assertThat(again(operation)).isEqualTo(new Progress(1, 0));
    assertThat(heardBy(journey)).hasSize(1);
  }

  @Test
  void contactsAreTaggedTogetherAndThoseWithTooManyTagsAreTold() {
    UUID plain = contact("{b}");
    UUID full = contact(numbered(100));

    UUID operation = done("'kind':'tag','add':['vip','a'],'remove':['b']", plain, full);

    assertThat(progress(operation)).isEqualTo("completed 1 1");
    assertThat(
            database.exists(
                "SELECT 1 FROM contacts WHERE id = ? AND tags = '{vip,a}' AND version > 1", plain))
        .isTrue();
    assertThat(database.number("SELECT cardinality(tags) FROM contacts WHERE id = ?", full))
        .isEqualTo(100);
  }

  @Test
  void contactsAreArchivedTogether() {
    UUID[] contacts = {contact("{}"), contact("{}")};

    assertThat(progress(done("'kind':'archive'", contacts))).isEqualTo("completed 2 0");
    assertThat(
            Arrays.stream(contacts)
                .allMatch(
                    id ->
                        database.exists(
                            "SELECT 1 FROM contacts WHERE id = ? AND status = 'archived'", id)))
        .isTrue();
  }

  @Test
  void aDirectRunIsRetriedByOneNewRun() {
    UUID failed = failedRun();

    UUID operation = done("'kind':'retry','on':'runs'", failed);
    assertThat(progress(operation)).isEqualTo("completed 1 0");
    again(operation);

    assertThat(database.number("SELECT count(*) FROM workflow_runs WHERE retry_of = ?", failed))
        .isEqualTo(1);
  }

  @Test
  void whatIsGoneMeanwhileIsRefused() {
    UUID journey = journey();
    UUID operation = accepted("'kind':'cancel'", journey);
    database.update("DELETE FROM entities WHERE id = ?", journey);

    finish(operation);

    assertThat(items(operation))
        .containsExactly(journey + " refused There is no entity " + journey + ".");
  }

  @Test
  void aFlowThatWasMappedMeanwhileIsStartedOnceForEachWhoStandsThereAsItIsMappedThen() {
    UUID welcome = mappedTo("new", "{\"tone\":\"warm\"}");
    UUID there = standingAt("new");
    UUID leaving = standingAt("new");
    UUID operation =
        accepted("'kind':'start_flow','systemFlowId':'%s'".formatted(welcome), there, leaving);
    database.update("UPDATE entities SET current_node_id = 'won' WHERE id = ?", leaving);

    finish(operation);

    assertThat(progress(operation)).isEqualTo("completed 1 1");
    again(operation);
    assertThat(heardBy(there))
        .singleElement()
        .asString()
        .contains("startFlow", "\"uxNodeId\":\"new\"", welcome.toString(), "\"tone\":\"warm\"");
    assertThat(heardBy(leaving)).isEmpty();
    assertThat(items(operation))
        .contains(there + " done")
        .anyMatch(item -> item.startsWith(leaving + " refused") && item.contains("not mapped"));
  }

  @Test
  void whoIsTakenToAVersionForWhereTheyStoodIsAskedForNothingElse() {
    UUID journey = journey();
    UUID operation = accepted("'kind':'advance'", journey);
    JsonNode request =
        read(
            """
            {'actor':'user:ada','settings':{'version':2,'nodeMap':{'a':'b'}},
             'plans':{'%s':{'version':2,'hash':'h'}},'upToVersion':3}\
            """
                .formatted(flow));
    database.update(
        "UPDATE bulk_operations SET kind = 'journeys.migrate', request = ? WHERE id = ?",
        request,
        operation);

    finish(operation);

    assertThat(heardBy(journey)).singleElement().asString().contains("migrate", "\"upTo\":3");
  }

  private UUID done(String asked, UUID... ids) {
    UUID operation = accepted(asked, ids);
    finish(operation);
    return operation;
  }

  private UUID accepted(String asked, UUID... ids) {
    String these =
        Arrays.stream(ids).map(UUID::toString).collect(Collectors.joining("','", "['", "']"));
    JsonNode request = read("{%s,'ids':%s}".formatted(asked, these));
    return database
        .transaction(
            () ->
                context
                    .getBean(BulkActs.class)
                    .accept(RequestJson.read(request, BulkActRequest.class), "user:ada"))
        .operationId();
  }

  private void finish(UUID operation) {
    context.getBean(Launcher.class).start(BulkLaunches.of(operation));
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(BulkContract.workflowId(operation))
        .getResult(Progress.class);
  }

  /** The same operation by a workflow of its own. */
  private Progress again(UUID operation) {
    UUID other = Ids.next();
    var stub =
        temporal
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "Bulk",
                WorkflowOptions.newBuilder()
                    .setTaskQueue(TaskQueues.JOURNEYS)
                    .setWorkflowId("again/" + other)
                    .build());
    stub.start(BulkLaunches.of(operation).arguments());
    return stub.getResult(Progress.class);
  }

  private String progress(UUID operation) {
    return database
        .first(
            "SELECT status || ' ' || succeeded || ' ' || failed AS told FROM bulk_operations WHERE"
                + " id = ?",
            row -> row.text("told"),
            operation)
        .orElseThrow();
  }

  private List<String> items(UUID operation) {
    return database.list(
        """
        SELECT concat_ws(' ', item_id, state, reason) AS told FROM bulk_operation_items
        WHERE operation_id = ? ORDER BY item_id
        """,
        row -> row.text("told"),
        operation);
  }

  private UUID contact(String tags) {
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id) VALUES (?)", id);
    database.update("UPDATE contacts SET tags = '%s' WHERE id = ?".formatted(tags), id);
    return id;
  }

  private static String numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "t" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private UUID journey() {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source, started_at)
        VALUES (?, ?, ?, 1, ?, ?, 'seed', now())
        """,
        id,
        contact("{}"),
        flow,
        HASH,
        JourneyContract.workflowId(id));
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(
            "AnyJourney",
            WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.JOURNEYS)
                .setWorkflowId(JourneyContract.workflowId(id))
                .build())
        .start();
    return id;
  }

  private UUID standingAt(String uxNodeId) {
    UUID id = journey();
    database.update(
        "UPDATE entities SET current_node_id = ?, entered_node_at = now() WHERE id = ?",
        uxNodeId,
        id);
    return id;
  }

  /** A published system flow that runs at a stage of the journeys' flow. */
  private UUID mappedTo(String uxNodeId, String input) {
    UUID system = Ids.next();
    JsonNode graph =
        read("{'nodes':[{'id':'a','type':'set','data':{'values':{'x':'1'}}}],'edges':[]}");
    String hash = Graphs.hash(graph);
    database.update("INSERT INTO graphs (hash, kind, graph) VALUES (?, 'system', ?)", hash, graph);
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, 'system', 'W', '{}',"
            + " 1)",
        system);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, ?, ?)",
        system,
        graph,
        hash);
    database.update(
        """
        INSERT INTO ux_system_mapping (id, bmc_flow_id, ux_node_id, system_flow_id, input)
        VALUES (?, ?, ?, ?, ?)
        """,
        Ids.next(),
        flow,
        uxNodeId,
        system,
        read(input));
    return system;
  }

  private UUID failedRun() {
    UUID id = Ids.next();
    UUID system = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, 'system', 'S', '{}',"
            + " 1)",
        system);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, '{}', ?)",
        system,
        HASH);
    PathArguments input = input(id, system);
    ObjectNode config = Jsonb.object();
    config.set("workflowInput", JsonCodec.MAPPER.valueToTree(input));
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, flow_id, config, temporal_workflow_id)
        VALUES (?, 'flow', 'failed', 'R', 'api', ?, ?, ?)
        """,
        id,
        system,
        config,
        PathContract.runWorkflowId(id));
    return id;
  }

  private static PathArguments input(UUID runId, UUID flowId) {
    return new PathArguments(
        runId,
        runId,
        null,
        "R",
        flowId,
        new PlanVersion(1, HASH),
        Jsonb.object(),
        Jsonb.object().put("kind", "api"),
        "api",
        "user:local",
        null,
        null,
        null,
        null,
        1,
        null,
        null,
        false,
        null,
        false,
        null,
        null,
        null);
  }

  private static List<String> heardBy(UUID journey) {
    return HEARD.stream().filter(act -> act.startsWith("journey/" + journey)).toList();
  }

  private static JsonNode read(String singleQuoted) {
    try {
      return Jsonb.MAPPER.readTree(singleQuoted.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Stands for a journey: does every act, or refuses all. */
  public static final class AnyJourney implements DynamicWorkflow {

    public AnyJourney() {
      Workflow.registerListener((DynamicUpdateHandler) AnyJourney::update);
    }

    @Override
    public Object execute(EncodedValues arguments) {
      Workflow.await(() -> false);
      return null;
    }

    private static Object update(String name, EncodedValues arguments) {
      String workflowId = Workflow.getInfo().getWorkflowId();
      if (REFUSING.contains(workflowId)) {
        Refusal refusal = new Refusal(Refusal.Code.WRONG_STATE, "it does not want to");
        throw ApplicationFailure.newNonRetryableFailure(
            refusal.message(), RefusedUpdate.TYPE, refusal);
      }
      HEARD.add(workflowId + " " + name + " " + arguments.get(0, JsonNode.class));
      return null;
    }
  }
}
