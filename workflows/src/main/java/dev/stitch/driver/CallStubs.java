package dev.stitch.driver;

import dev.stitch.model.TaskQueues;
import dev.stitch.port.CallActivities;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How workflows reach {@link CallActivities}. */
public final class CallStubs {

  private CallStubs() {}

  public static CallActivities calls() {
    return Workflow.newActivityStub(
        CallActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.JOURNEYS)
            // Up to fifty starts, or the results of thousands of items, on a slow database.
            .setStartToCloseTimeout(Duration.ofMinutes(2))
            // The worker says every few seconds that it is alive; one that was killed is noticed.
            .setHeartbeatTimeout(Duration.ofSeconds(20))
            // For as long as the database or Temporal is away, but never longer apart than this.
            .setRetryOptions(
                RetryOptions.newBuilder().setMaximumInterval(Duration.ofSeconds(15)).build())
            .build());
  }
}
