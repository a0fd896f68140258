package dev.stitch.activities.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.agent.AgentActivitiesImpl;
import dev.stitch.activities.agent.AgentFlushActivitiesImpl;
import dev.stitch.activities.batch.BatchActivitiesImpl;
import dev.stitch.activities.call.CallActivitiesImpl;
import dev.stitch.activities.readmodel.FlushActivitiesImpl;
import dev.stitch.activities.step.OutageGuard;
import dev.stitch.activities.step.StepActivitiesImpl;
import dev.stitch.agent.AgentWorkflowImpl;
import dev.stitch.batch.BatchWorkflowImpl;
import dev.stitch.graph.Graphs;
import dev.stitch.journey.JourneyArguments;
import dev.stitch.journey.JourneyContract;
import dev.stitch.journey.JourneyEnd;
import dev.stitch.journey.JourneyView;
import dev.stitch.journey.JourneyWorkflow;
import dev.stitch.journey.JourneyWorkflowImpl;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.Act;
import dev.stitch.machine.ExternalEvent;
import dev.stitch.machine.PlanLookup;
import dev.stitch.model.FlowKind;
import dev.stitch.model.TaskQueues;
import dev.stitch.path.PathWorkflowImpl;
import dev.stitch.port.Payloads;
import dev.stitch.port.PlanPort;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.testing.Postgres;
import dev.stitch.temporal.SignalGuard;
import io.micronaut.context.ApplicationContext;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A time-skipping Temporal server, a real database and a worker with all that journeys need. */
final class JourneyWorld implements AutoCloseable {

  private static final List<String> ATTRIBUTES =
      List.of(
          "StitchEntity",
          "StitchFlow",
          "StitchNode",
          "StitchStatus",
          "StitchRunType",
          "StitchContact");

  private final ApplicationContext context;
  private final TestWorkflowEnvironment temporal;
  final Database database;
  final RecordedFlushes flushes;

  JourneyWorld() {
    this(Map.of());
  }

  /**
   * @param more properties of the worker
   */
  JourneyWorld(Map<String, Object> more) {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(Payloads.converter()).build())
            .setWorkerFactoryOptions(
                WorkerFactoryOptions.newBuilder()
                    .setUsingVirtualWorkflowThreads(true)
                    .setWorkerInterceptors(new SignalGuard(), new OutageGuard())
                    .build());
    ATTRIBUTES.forEach(
        name -> options.registerSearchAttribute(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    temporal = TestWorkflowEnvironment.newInstance(options.build());
    context =
        ApplicationContext.builder()
            .properties(new java.util.HashMap<>(Postgres.freshProperties()))
            .properties(Map.of("stitch.outbound.allow", "127.0.0.1"))
            .properties(more)
            .singletons(temporal.getWorkflowClient())
            .start();
    database = context.getBean(Database.class);
    flushes = new RecordedFlushes(context.getBean(FlushActivitiesImpl.class));
    PlanPort.install(context.getBean(PlanLookup.class));
    for (String queue : List.of(TaskQueues.JOURNEYS, TaskQueues.EFFECTS, TaskQueues.LLM)) {
      Worker worker =
          temporal.newWorker(
              queue,
              WorkerOptions.newBuilder()
                  .setUsingVirtualThreads(true)
                  // Classes that are loaded on a busy machine are no deadlock.
                  .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(30).toMillis())
                  .build());
      worker.registerWorkflowImplementationTypes(
          JourneyWorkflowImpl.class,
          PathWorkflowImpl.class,
          BatchWorkflowImpl.class,
          AgentWorkflowImpl.class);
      worker.registerActivitiesImplementations(
          flushes,
          context.getBean(StepActivitiesImpl.class),
          context.getBean(CallActivitiesImpl.class),
          context.getBean(BatchActivitiesImpl.class),
          context.getBean(AgentActivitiesImpl.class),
          context.getBean(AgentFlushActivitiesImpl.class));
    }
    temporal.start();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  TestWorkflowEnvironment temporal() {
    return temporal;
  }

  WorkflowClient client() {
    return temporal.getWorkflowClient();
  }

  UUID contact(String name, String email) {
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id, name, email) VALUES (?, ?, ?)", id, name, email);
    return id;
  }

  /** A published flow. */
  UUID flow(FlowKind kind, String name, JsonNode graph) {
    UUID id = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, ?, ?, ?, 0)",
        id,
        kind,
        name,
        graph);
    publish(id, kind, graph);
    return id;
  }

  /** Publishes another version. */
  void publish(UUID flowId, FlowKind kind, JsonNode graph) {
    if (!Graphs.validate(kind, graph).valid()) {
      throw new IllegalArgumentException(Graphs.validate(kind, graph).errors().toString());
    }
    String hash = Graphs.hash(graph);
    database.update(
        "INSERT INTO graphs (hash, kind, graph) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        hash,
        kind,
        graph);
    database.update(
        """
        WITH next AS (UPDATE flows SET latest_version = latest_version + 1 WHERE id = ?
            RETURNING id, latest_version)
        INSERT INTO flow_versions (flow_id, version, graph, hash)
        SELECT id, latest_version, ?, ? FROM next
        """,
        flowId,
        graph,
        hash);
  }

  void map(UUID bmcFlowId, String uxNodeId, UUID systemFlowId, int position) {
    database.update(
        """
        INSERT INTO ux_system_mapping (id, bmc_flow_id, ux_node_id, system_flow_id, position)
        VALUES (?, ?, ?, ?, ?)
        """,
        Ids.next(),
        bmcFlowId,
        uxNodeId,
        systemFlowId,
        position);
  }

  /** Commits an entity and starts its journey. */
  UUID start(UUID flowId, UUID contactId) {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source)
        SELECT ?, ?, f.id, v.version, v.hash, ?, 'api' FROM flows f
        JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.latest_version WHERE f.id = ?
        """,
        id,
        contactId,
        JourneyContract.workflowId(id),
        flowId);
    JourneyArguments input =
        database
            .first(
                "SELECT flow_version, plan_hash FROM entities WHERE id = ?",
                row ->
                    new JourneyArguments(
                        id,
                        contactId,
                        flowId,
                        row.number("flow_version"),
                        row.text("plan_hash"),
                        null,
                        null,
                        "api",
                        null,
                        false,
                        null),
                id)
            .orElseThrow();
    JourneyWorkflow journey =
        client().newWorkflowStub(JourneyWorkflow.class, JourneyContract.startOptions(input));
    WorkflowClient.start(journey::run, input);
    return id;
  }

  /** Has a journey do an act, and answers what it is then. */
  JourneyView act(UUID entityId, Act act) {
    return WorkflowStub.fromTyped(journey(entityId)).update(act.name(), JourneyView.class, act);
  }

  JourneyWorkflow journey(UUID entityId) {
    return client().newWorkflowStub(JourneyWorkflow.class, JourneyContract.workflowId(entityId));
  }

  /** Waits for the end; time skips meanwhile. */
  JourneyEnd end(UUID entityId) {
    return WorkflowStub.fromTyped(journey(entityId)).getResult(JourneyEnd.class);
  }

  String status(UUID entityId) {
    return database
        .first("SELECT status FROM entities WHERE id = ?", row -> row.text("status"), entityId)
        .orElseThrow();
  }

  /** The types of the entity's events, a move with where it went. */
  List<String> events(UUID entityId) {
    return database.list(
        "SELECT type, to_node FROM journey_events WHERE entity_id = ? ORDER BY seq",
        row -> row.text("type").equals("moved") ? "moved " + row.text("to_node") : row.text("type"),
        entityId);
  }

  /** The run of the journey's workflow that projected last. */
  String temporalRun(UUID entityId) {
    return database
        .first(
            "SELECT temporal_run_id FROM entities WHERE id = ?",
            row -> row.text("temporal_run_id"),
            entityId)
        .orElseThrow();
  }

  /**
   * Tells a journey of something from outside. The test server has a moment without any run between
   * one and the next, which a real one has not.
   */
  void tell(UUID entityId, ExternalEvent event) {
    await(
        () -> {
          try {
            journey(entityId).event(event);
            return true;
          } catch (WorkflowNotFoundException betweenRuns) {
            return false;
          }
        },
        () -> "the journey takes " + event.id());
  }

  boolean sawEvent(UUID entityId, String eventId) {
    return database.exists(
        "SELECT 1 FROM journey_events WHERE entity_id = ? AND detail ->> 'id' = ?",
        entityId,
        eventId);
  }

  void awaitNode(UUID entityId, String nodeId) {
    await(
        () ->
            database.exists(
                "SELECT 1 FROM entities WHERE id = ? AND current_node_id = ?", entityId, nodeId),
        () -> "the entity stands at " + nodeId);
  }

  /** Waits until the entity has a status, as the database knows it. */
  void awaitStatus(UUID entityId, String status) {
    await(() -> status(entityId).equals(status), () -> "status is " + status(entityId));
  }

  static void await(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofSeconds(20))
          .until(condition::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("waited in vain: " + otherwise.get(), e);
    }
  }

  /** Reads JSON written with single quotes. */
  static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A spine of UX nodes in a row. */
  static ObjectNode spine(String... nodes) {
    ObjectNode graph = JsonCodec.MAPPER.createObjectNode();
    ArrayNode all = graph.putArray("nodes");
    ArrayNode edges = graph.putArray("edges");
    for (int i = 0; i < nodes.length; i++) {
      ObjectNode node =
          all.addObject().put("id", nodes[i]).put("type", "ux").put("label", nodes[i]);
      node.putObject("position").put("x", 100 * i).put("y", 0);
      node.putObject("data");
      if (i > 0) {
        edges
            .addObject()
            .put("id", nodes[i - 1] + "-" + nodes[i])
            .put("source", nodes[i - 1])
            .put("target", nodes[i]);
      }
    }
    return graph;
  }

  /** A system flow of these step nodes in a row; each is {@code {"id","type","data"}}. */
  static ObjectNode chain(String settings, String... steps) {
    ObjectNode graph = JsonCodec.MAPPER.createObjectNode();
    graph.set("settings", json(settings));
    ArrayNode all = graph.putArray("nodes");
    ArrayNode edges = graph.putArray("edges");
    String previous = null;
    for (String step : steps) {
      ObjectNode node = (ObjectNode) json(step);
      String id = node.get("id").asText();
      all.add(node);
      if (previous != null) {
        edges.addObject().put("id", previous + "-" + id).put("source", previous).put("target", id);
      }
      previous = id;
    }
    return graph;
  }

  @Override
  public void close() {
    temporal.close();
    context.close();
  }
}
