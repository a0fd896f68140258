package dev.stitch.authoring;

import dev.stitch.port.MailActivities.LinkStates;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Looks where the links of one mail lead, once. */
@WorkflowInterface
public interface LinkCheckWorkflow {

  @WorkflowMethod(name = "LinkCheck")
  LinkStates run(List<String> urls);
}
