package dev.stitch.launch;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowStub;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts workflows of every family. Starting one that runs does nothing. */
@Singleton
public class Launcher {

  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  private final WorkflowClient client;

  Launcher(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Starts a workflow.
   *
   * @return false when it has run before and has ended
   * @throws io.temporal.client.WorkflowServiceException when Temporal refuses it, or cannot be
   *     reached now
   */
  public boolean start(Launch launch) {
    try {
      stub(launch).start(launch.arguments());
      return true;
    } catch (WorkflowExecutionAlreadyStarted ended) {
      return false;
    }
  }

  /**
   * Starts a workflow whose row is committed. When that fails, the reconciler starts it within a
   * minute.
   */
  public void startOrLeave(Launch launch) {
    try {
      start(launch);
    } catch (RuntimeException e) {
      LOG.warn("Workflow {} could not be started yet", launch.workflowId(), e);
    }
  }

  /**
   * Starts a workflow and sends it a signal, in one step; one that runs gets the signal only.
   *
   * @return false when it has run before and has ended
   * @throws io.temporal.client.WorkflowServiceException as {@link #start}
   */
  public boolean startWith(Launch launch, String signal, Object... arguments) {
    try {
      stub(launch).signalWithStart(signal, arguments, new Object[] {launch.arguments()});
      return true;
    } catch (WorkflowExecutionAlreadyStarted ended) {
      return false;
    }
  }

  private WorkflowStub stub(Launch launch) {
    return client.newUntypedWorkflowStub(launch.family().workflowType(), launch.options());
  }
}
