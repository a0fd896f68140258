package dev.stitch.connection;

import dev.stitch.model.TaskQueues;
import dev.stitch.port.ConnectionActivities;
import dev.stitch.port.ConnectionActivities.TestOutcome;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.UUID;

/** See {@link ConnectionTestWorkflow}. */
public final class ConnectionTestWorkflowImpl implements ConnectionTestWorkflow {

  private final ConnectionActivities connections =
      Workflow.newActivityStub(
          ConnectionActivities.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.EFFECTS)
              .setStartToCloseTimeout(Duration.ofSeconds(15))
              // The person who asked is waiting, and can ask again.
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build());

  @Override
  public TestOutcome run(UUID connectionId) {
    return connections.test(connectionId);
  }
}
