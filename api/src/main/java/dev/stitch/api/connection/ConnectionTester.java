package dev.stitch.api.connection;

import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.temporal.WorkerAnswers;
import dev.stitch.connection.ConnectionContract;
import dev.stitch.launch.Launch;
import dev.stitch.model.RunFamily;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import dev.stitch.store.Ids;
import dev.stitch.store.connection.Connection;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Has a worker try a connection out, and waits for what comes of it. */
@Singleton
class ConnectionTester {

  private final Connections connections;
  private final WorkerAnswers workers;

  ConnectionTester(Connections connections, WorkerAnswers workers) {
    this.connections = connections;
    this.workers = workers;
  }

  /**
   * Tests a connection.
   *
   * @throws ApiProblem 503 when no worker answers in time
   */
  Connection test(UUID id) {
    connections.get(id);
    workers.ask(
        new Launch(RunFamily.CONNECTION_TEST, ConnectionContract.startOptions(id, Ids.next()), id),
        ConnectionContract.PATIENCE,
        TestOutcome.class,
        "No worker has tried the connection in time; please repeat.");
    return connections.get(id);
  }
}
