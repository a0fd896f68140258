package dev.stitch.worker;

import dev.stitch.worker.UnansweredTasks.Task;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives workflow tasks back that another worker may be able to do: early those whose workflow this
 * build cannot set up, since a newer one began it, and the rest when this worker ends.
 */
final class TaskReturn extends WorkerInterceptorBase {

  private static final Logger LOG = LoggerFactory.getLogger(TaskReturn.class);

  /** Before a second attempt is given back; each further one pauses twice as long. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  /**
   * Up to this attempt, which pauses for 8 seconds, a task is given back early: in a fleet of two
   * builds one of the others takes it very likely. After that there is hardly any of the newer
   * build, and to ask on and on would only be load.
   */
  static final int EARLY = 7;

  /** Tasks given back at the same time. */
  private static final int AT_ONCE = 16;

  /** For one answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** For all that this worker has when it ends; what is left then times out. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final WorkflowClient client;
  private final UnansweredTasks tasks;

  TaskReturn(WorkflowClient client, UnansweredTasks tasks) {
    this.client = client;
    this.tasks = tasks;
  }

  /** Gives all back; the worker takes none any more. */
  void all() {
    List<Task> unanswered = tasks.all();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    unanswered.forEach(task -> threads.execute(() -> giveBack(task)));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Some of {} failed workflow tasks could not be given back", unanswered.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Gives one back after a while, in which a newer worker may have come to be free for it. */
  private void soon(Task task) {
    if (task.attempt() > EARLY) {
      return;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << (task.attempt() - 2));
    Thread.startVirtualThread(
        () -> {
          LockSupport.parkNanos(pause.toNanos());
          giveBack(task);
        });
  }

  /** The server tries it again at once. One that has timed out meanwhile is no longer ours. */
  private void giveBack(Task task) {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .respondWorkflowTaskFailed(
              RespondWorkflowTaskFailedRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .setIdentity(client.getOptions().getIdentity())
                  .setTaskToken(task.token())
                  .setCause(
                      WorkflowTaskFailedCause
                          .WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE)
                  .setFailure(Failure.newBuilder().setMessage("another worker may be able to"))
                  .build());
    } catch (StatusRuntimeException e) {
      LOG.debug("A failed workflow task was not given back: {}", e.getStatus());
    }
  }

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new SetUp(next);
  }

  private final class SetUp extends WorkflowInboundCallsInterceptorBase {

    SetUp(WorkflowInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(WorkflowOutboundCallsInterceptor outboundCalls) {
      try {
        super.init(outboundCalls);
      } catch (RuntimeException | Error unable) {
        tasks.of(Workflow.getInfo().getRunId()).ifPresent(TaskReturn.this::soon);
        throw unable;
      }
    }
  }
}
