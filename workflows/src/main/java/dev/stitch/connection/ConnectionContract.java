package dev.stitch.connection;

import dev.stitch.model.RunFamily;
import dev.stitch.port.StartOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
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
    return WorkflowOptions.newBuilder(
            StartOptions.of(
                RunFamily.CONNECTION_TEST, connectionId + "/" + testId, SearchAttributes.EMPTY))
        .setWorkflowExecutionTimeout(PATIENCE)
        .build();
  }
}
