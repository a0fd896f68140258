package dev.stitch.connection;

import dev.stitch.port.ConnectionActivities.TestOutcome;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.UUID;

/** Tries one connection out, once. */
@WorkflowInterface
public interface ConnectionTestWorkflow {

  @WorkflowMethod(name = "ConnectionTest")
  TestOutcome run(UUID connectionId);
}
