package dev.stitch.authoring;

import dev.stitch.port.MailActivities.TestMail;
import dev.stitch.port.MailActivities.TestResult;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Sends one test mail, once. */
@WorkflowInterface
public interface MailTestWorkflow {

  @WorkflowMethod(name = "MailTest")
  TestResult run(TestMail test);
}
