package dev.stitch.api.connection;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.connection.ConnectionContract;
import dev.stitch.launch.Launch;
import dev.stitch.launch.Launcher;
import dev.stitch.model.RunFamily;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import dev.stitch.store.Ids;
import dev.stitch.store.connection.Connection;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a worker try a connection out, and waits for what comes of it. */
@Singleton
class ConnectionTester {

  private final Connections connections;
  private final Launcher launcher;
  private final WorkflowClient client;

  ConnectionTester(Connections connections, Launcher launcher, WorkflowClient client) {
    this.connections = connections;
    this.launcher = launcher;
    this.client = client;
  }

  /**
   * Tests a connection.
   *
   * @throws ApiProblem 503 when no worker answers in time
   */
  Connection test(UUID id) {
    connections.get(id);
    Launch test =
        new Launch(RunFamily.CONNECTION_TEST, ConnectionContract.startOptions(id, Ids.next()), id);
    launcher.start(test);
    try {
      client
          .newUntypedWorkflowStub(test.workflowId())
          .getResult(ConnectionContract.PATIENCE.toSeconds(), TimeUnit.SECONDS, TestOutcome.class);
    } catch (TimeoutException | WorkflowFailedException e) {
      throw ApiProblem.unavailable("No worker has tried the connection in time; please repeat.");
    }
    return connections.get(id);
  }
}
