package dev.stitch.activities.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.bulk.BulkActivitiesImpl;
import dev.stitch.activities.testing.TestServers;
import dev.stitch.bulk.BulkContract;
import dev.stitch.bulk.BulkWorkflowImpl;
import dev.stitch.journey.JourneyContract;
import dev.stitch.json.JsonCodec;
import dev.stitch.machine.PlanVersion;
import dev.stitch.model.TaskQueues;
import dev.stitch.path.PathContract;
import dev.stitch.port.PathArguments;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import io.grpc.Status;
import io.micronaut.context.ApplicationContext;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptor;
import io.temporal.common.interceptors.WorkflowClientCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowClientInterceptorBase;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class ForgottenStartsTest {

  private static final String HASH = "0".repeat(64);

  private final UnknownAttributes unknownAttributes = new UnknownAttributes();
  private TestServers servers;
  private TestWorkflowEnvironment temporal;
  private ApplicationContext context;
  private Database database;
  private ForgottenStarts forgotten;
  private UUID flow;

  @BeforeEach
  void start() {
    servers = TestServers.start(false, unknownAttributes);
    temporal = servers.temporal();
    context = servers.context();
    database = context.getBean(Database.class);
    forgotten = context.getBean(ForgottenStarts.class);
    flow = Ids.next();
    database.update(
        "INSERT INTO flows (id, kind, name, draft, latest_version) VALUES (?, 'bmc', 'F', '{}', 1)",
        flow);
    database.update(
        "INSERT INTO flow_versions (flow_id, version, graph, hash) VALUES (?, 1, '{}', ?)",
        flow,
        HASH);
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void anEntityWhoseStartWasLostIsStartedOnceItIsOldEnough() {
    UUID old = entity(null);
    database.update("UPDATE entities SET updated_at = now() - interval '1 minute'");
    UUID young = entity(null);

    forgotten.startAll();
    forgotten.startAll();

    assertThat(runs(JourneyContract.workflowId(old))).isTrue();
    assertThat(runs(JourneyContract.workflowId(young))).isFalse();
  }

  @Test
  void whatTemporalDoesNotTakeYetBeginsWhenItDoes() {
    UUID entity = entity(null);
    database.update("UPDATE entities SET updated_at = now() - interval '1 minute'");
    unknownAttributes.refusing = true;

    forgotten.startAll();

    assertThat(runs(JourneyContract.workflowId(entity))).isFalse();
    assertThat(database.exists("SELECT 1 FROM entities WHERE id = ? AND status = 'active'", entity))
        .isTrue();

    unknownAttributes.refusing = false;
    forgotten.startAll();

    assertThat(runs(JourneyContract.workflowId(entity))).isTrue();
  }

  @Test
  void aDirectRunIsStartedWithExactlyWhatItWasAcceptedWith() {
    UUID id = Ids.next();
    PathArguments input = input(id);
    ObjectNode config = Jsonb.object();
    config.set("workflowInput", JsonCodec.MAPPER.valueToTree(input));
    database.update(
        """
        INSERT INTO workflow_runs (id, workflow_type, status, name, trigger_kind, config, created_at, temporal_workflow_id)
        VALUES (?, 'flow', 'pending', 'R', 'api', ?, now() - interval '1 minute', ?)
        """,
        id,
        config,
        PathContract.runWorkflowId(id));

    forgotten.startAll();

    JsonNode started =
        temporal
            .getWorkflowClient()
            .fetchHistory(PathContract.runWorkflowId(id))
            .getEvents()
            .getFirst()
            .getWorkflowExecutionStartedEventAttributes()
            .getInput()
            .getPayloadsList()
            .stream()
            .map(payload -> read(payload.getData().toStringUtf8()))
            .findFirst()
            .orElseThrow();
    assertThat(started).isEqualTo(JsonCodec.MAPPER.valueToTree(input));
  }

  @Test
  void aBulkOperationThatStandsStillIsStartedAndFinishesItsEntities() {
    UUID operation = operation();
    UUID entity = entity(operation);
    var worker = temporal.newWorker(TaskQueues.JOURNEYS);
    worker.registerWorkflowImplementationTypes(BulkWorkflowImpl.class);
    worker.registerActivitiesImplementations(context.getBean(BulkActivitiesImpl.class));
    temporal.start();

    forgotten.startAll();
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(BulkContract.workflowId(operation))
        .getResult(Object.class);

    assertThat(runs(JourneyContract.workflowId(entity))).isTrue();
    assertThat(
            database.exists(
                "SELECT 1 FROM bulk_operations WHERE id = ? AND status = 'completed' AND processed = 1 AND failed = 0",
                operation))
        .isTrue();
  }

  @Test
  void aBulkOperationThatWasEndedOutsideFailsAndCancelsWhatNeverBegan() {
    UUID operation = operation();
    UUID entity = entity(operation);
    forgotten.startAll();
    temporal
        .getWorkflowClient()
        .newUntypedWorkflowStub(BulkContract.workflowId(operation))
        .terminate("outside");

    forgotten.startAll();

    assertThat(
            database.exists(
                "SELECT 1 FROM bulk_operations WHERE id = ? AND status = 'failed'", operation))
        .isTrue();
    assertThat(
            database.exists("SELECT 1 FROM entities WHERE id = ? AND status = 'cancelled'", entity))
        .isTrue();
  }

  private UUID operation() {
    UUID id = Ids.next();
    database.update(
        """
        INSERT INTO bulk_operations (id, kind, flow_id, total, updated_at)
        VALUES (?, 'seed', ?, 1, now() - interval '1 minute')
        """,
        id,
        flow);
    return id;
  }

  private UUID entity(UUID operation) {
    UUID contact = Ids.next();
    UUID id = Ids.next();
    database.update("INSERT INTO contacts (id) VALUES (?)", contact);
    database.update(
        """
        INSERT INTO entities (id, contact_id, flow_id, flow_version, plan_hash, workflow_id, source,
                              bulk_operation_id)
        VALUES (?, ?, ?, 1, ?, ?, 'seed', ?)
        """,
        id,
        contact,
        flow,
        HASH,
        JourneyContract.workflowId(id),
        operation);
    return id;
  }

  private PathArguments input(UUID runId) {
    return new PathArguments(
        runId,
        runId,
        null,
        "R",
        flow,
        new PlanVersion(3, HASH),
        Jsonb.object().put("k", 1),
        Jsonb.object().put("kind", "api"),
        "api",
        "user:local",
        null,
        null,
        "stage",
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

  private boolean runs(String workflowId) {
    try {
      return temporal.getWorkflowClient().newUntypedWorkflowStub(workflowId).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException none) {
      return false;
    }
  }

  /** A namespace in which our search attributes are not registered, as a server tells of it. */
  private static final class UnknownAttributes extends WorkflowClientInterceptorBase {

    private boolean refusing;

    @Override
    public WorkflowClientCallsInterceptor workflowClientCallsInterceptor(
        WorkflowClientCallsInterceptor next) {
      return new WorkflowClientCallsInterceptorBase(next) {
        @Override
        public WorkflowStartOutput start(WorkflowStartInput input) {
          if (refusing) {
            throw new WorkflowServiceException(
                WorkflowExecution.newBuilder().setWorkflowId(input.getWorkflowId()).build(),
                input.getWorkflowType(),
                Status.INVALID_ARGUMENT
                    .withDescription("no mapping defined for search attribute StitchContact")
                    .asRuntimeException());
          }
          return super.start(input);
        }
      };
    }
  }

  private static JsonNode read(String json) {
    try {
      return JsonCodec.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
