package dev.stitch.authoring;

import dev.stitch.model.TaskQueues;
import dev.stitch.port.MailActivities;
import dev.stitch.port.MailActivities.TestMail;
import dev.stitch.port.MailActivities.TestResult;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** See {@link MailTestWorkflow}. */
public final class MailTestWorkflowImpl implements MailTestWorkflow {

  private final MailActivities mails =
      Workflow.newActivityStub(
          MailActivities.class,
          ActivityOptions.newBuilder()
              .setTaskQueue(TaskQueues.EFFECTS)
              .setStartToCloseTimeout(Duration.ofSeconds(30))
              // The person who asked is waiting, and can ask again.
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
              .build());

  @Override
  public TestResult run(TestMail test) {
    return mails.sendTest(test);
  }
}
