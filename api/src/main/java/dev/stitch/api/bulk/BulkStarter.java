package dev.stitch.api.bulk;

import dev.stitch.bulk.BulkArguments;
import dev.stitch.bulk.BulkContract;
import dev.stitch.bulk.BulkWorkflow;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the workflow of a bulk operation that is committed. */
@Singleton
public class BulkStarter {

  private static final Logger LOG = LoggerFactory.getLogger(BulkStarter.class);

  private final WorkflowClient client;

  BulkStarter(WorkflowClient client) {
    this.client = client;
  }

  public void start(UUID operationId) {
    BulkWorkflow bulk =
        client.newWorkflowStub(BulkWorkflow.class, BulkContract.startOptions(operationId));
    try {
      WorkflowClient.start(bulk::run, BulkArguments.of(operationId));
    } catch (RuntimeException e) {
      // The entities are accepted: a failed start is made up for by the reconciler.
      LOG.warn("Bulk operation {} could not be started yet", operationId, e);
    }
  }
}
