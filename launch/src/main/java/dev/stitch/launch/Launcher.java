package dev.stitch.launch;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts workflows of every family, and tells them something by their ids. Starting one that runs
 * does nothing.
 */
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

  /**
   * Sends a workflow a signal.
   *
   * @return false when it has ended, or never began
   * @throws io.temporal.client.WorkflowServiceException when Temporal cannot be reached now
   */
  public boolean signal(String workflowId, String signal, Object... arguments) {
    try {
      client.newUntypedWorkflowStub(workflowId).signal(signal, arguments);
      return true;
    } catch (WorkflowNotFoundException closed) {
      return false;
    }
  }

  /**
   * Asks a workflow to end; it then writes its own end down.
   *
   * @param why for people
   * @return false when it has ended, or never began
   * @throws io.temporal.client.WorkflowServiceException when Temporal cannot be reached now
   */
  public boolean cancel(String workflowId, String why) {
    try {
      client.newUntypedWorkflowStub(workflowId).cancel(why);
      return true;
    } catch (WorkflowNotFoundException closed) {
      return false;
    }
  }

  /**
   * As {@link #cancel}, where the row says that it is to end. When it fails, the reconciler asks
   * again within a minute.
   */
  public void cancelOrLeave(String workflowId, String why) {
    try {
      cancel(workflowId, why);
    } catch (RuntimeException e) {
      LOG.warn("Workflow {} could not be cancelled yet", workflowId, e);
    }
  }

  private WorkflowStub stub(Launch launch) {
    return client.newUntypedWorkflowStub(launch.family().workflowType(), launch.options());
  }
}
