package dev.stitch.connection;

import dev.stitch.model.TaskQueues;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.UUID;

/** Ids and start options of tests of connections: made here and nowhere else. */
public final class ConnectionContract {

  /** Longest that a test takes; nobody waits for it any more then. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private ConnectionContract() {}

  /**
   * Options of one test.
   *
   * @param testId tells it from other tests of the connection
   */
  public static WorkflowOptions startOptions(UUID connectionId, UUID testId) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId("connection-test/" + connectionId + "/" + testId)
        .setTaskQueue(TaskQueues.JOURNEYS)
        .setWorkflowExecutionTimeout(PATIENCE)
        .build();
  }
}
