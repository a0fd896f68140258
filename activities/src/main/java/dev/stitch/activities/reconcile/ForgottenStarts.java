package dev.stitch.activities.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.activities.bulk.JourneyBatch;
import dev.stitch.bulk.BulkArguments;
import dev.stitch.bulk.BulkContract;
import dev.stitch.bulk.BulkWorkflow;
import dev.stitch.json.JsonCodec;
import dev.stitch.path.PathContract;
import dev.stitch.path.PathWorkflow;
import dev.stitch.port.PathArguments;
import dev.stitch.store.bulk.BulkRepository;
import dev.stitch.store.bulk.BulkStatus;
import dev.stitch.store.journey.EntitySettlement;
import dev.stitch.store.journey.UnstartedEntities;
import dev.stitch.store.journey.UnstartedEntity;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunSettlement;
import dev.stitch.store.run.RunStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Starts workflows of rows that were committed by a process that died before it came to the start.
 * Starting one that runs does nothing, so there is no harm in being early.
 */
@Singleton
public class ForgottenStarts {

  /** Longer than a start takes, so that healthy ones are left alone. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Rows a pass; more than this is a backlog that the next passes work off. */
  private static final int BATCH = 200;

  private final WorkflowClient client;
  private final UnstartedEntities entities;
  private final JourneyBatch journeys;
  private final RunRepository runs;
  private final RunSettlement runSettlement;
  private final BulkRepository operations;
  private final EntitySettlement entitySettlement;

  ForgottenStarts(
      WorkflowClient client,
      UnstartedEntities entities,
      JourneyBatch journeys,
      RunRepository runs,
      RunSettlement runSettlement,
      BulkRepository operations,
      EntitySettlement entitySettlement) {
    this.client = client;
    this.entities = entities;
    this.journeys = journeys;
    this.runs = runs;
    this.runSettlement = runSettlement;
    this.operations = operations;
    this.entitySettlement = entitySettlement;
  }

  void startAll() {
    operations.stalled(PATIENCE, BATCH).forEach(this::startOperation);
    List<UnstartedEntity> forgotten = entities.forgotten(PATIENCE, BATCH);
    if (!forgotten.isEmpty()) {
      journeys.start(forgotten, () -> {});
    }
    runs.forgotten(PATIENCE, BATCH).forEach(this::startRun);
  }

  private void startOperation(UUID id) {
    BulkWorkflow bulk = client.newWorkflowStub(BulkWorkflow.class, BulkContract.startOptions(id));
    try {
      WorkflowClient.start(bulk::run, BulkArguments.of(id));
    } catch (WorkflowExecutionAlreadyStarted ended) {
      String reason = "its workflow was ended from outside";
      operations.become(id, BulkStatus.FAILED, reason);
      entitySettlement.cancelUnstarted(id, null, "operator", reason);
    }
  }

  private void startRun(JsonNode workflowInput) {
    PathArguments input = pathInput(workflowInput);
    PathWorkflow run = client.newWorkflowStub(PathWorkflow.class, PathContract.startOptions(input));
    try {
      WorkflowClient.start(run::run, input);
    } catch (WorkflowExecutionAlreadyStarted ended) {
      runSettlement.settle(
          input.runId(),
          RunStatus.KILLED,
          "its workflow was ended from outside before it began",
          Instant.EPOCH);
    }
  }

  private static PathArguments pathInput(JsonNode workflowInput) {
    try {
      return JsonCodec.MAPPER.treeToValue(workflowInput, PathArguments.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a run's workflow input cannot be read", e);
    }
  }
}
