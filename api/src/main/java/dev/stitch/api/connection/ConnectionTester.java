package dev.stitch.api.connection;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.connection.ConnectionContract;
import dev.stitch.connection.ConnectionTestWorkflow;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import dev.stitch.store.Ids;
import dev.stitch.store.connection.Connection;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a worker try a connection out, and waits for what comes of it. */
@Singleton
class ConnectionTester {

  private final Connections connections;
  private final WorkflowClient client;

  ConnectionTester(Connections connections, WorkflowClient client) {
    this.connections = connections;
    this.client = client;
  }

  /**
   * Tests a connection.
   *
   * @throws ApiProblem 503 when no worker answers in time
   */
  Connection test(UUID id) {
    connections.get(id);
    ConnectionTestWorkflow test =
        client.newWorkflowStub(
            ConnectionTestWorkflow.class, ConnectionContract.startOptions(id, Ids.next()));
    WorkflowClient.start(test::run, id);
    try {
      WorkflowStub.fromTyped(test)
          .getResult(ConnectionContract.PATIENCE.toSeconds(), TimeUnit.SECONDS, TestOutcome.class);
    } catch (TimeoutException | WorkflowFailedException e) {
      throw ApiProblem.unavailable("No worker has tried the connection in time; please repeat.");
    }
    return connections.get(id);
  }
}
