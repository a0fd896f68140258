package dev.stitch.telemetry;

import dev.stitch.journey.JourneyContract;
import dev.stitch.model.RunFamily;
import dev.stitch.port.JourneyFlush;
import dev.stitch.port.PathArguments;
import dev.stitch.port.PathFlush;
import dev.stitch.port.StepRequest;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import org.slf4j.MDC;

/**
 * Gives the log lines of workflows and activities their entity, run and node. Only reads what is
 * there, so that it changes nothing of what a workflow does.
 */
final class LoggedWork extends WorkerInterceptorBase {

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new LoggedWorkflow(next);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new LoggedActivity(next);
  }

  /** A workflow's threads begin without fields, and the SDK clears them when they end. */
  private static final class LoggedWorkflow extends WorkflowInboundCallsInterceptorBase {

    private Object run;

    LoggedWorkflow(WorkflowInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public WorkflowOutput execute(WorkflowInput input) {
      Object[] arguments = input.getArguments();
      if (arguments.length > 0 && arguments[0] instanceof PathArguments path) {
        run = path.runId();
      }
      describe();
      return super.execute(input);
    }

    @Override
    public Object newCallbackThread(Runnable runnable, String name) {
      return super.newCallbackThread(
          () -> {
            describe();
            runnable.run();
          },
          name);
    }

    private void describe() {
      String entity = entityOf(Workflow.getInfo().getWorkflowId());
      if (entity != null) {
        MDC.put(LogFields.ENTITY, entity);
      }
      if (run != null) {
        MDC.put(LogFields.RUN, run.toString());
      }
    }
  }

  private static final class LoggedActivity extends ActivityInboundCallsInterceptorBase {

    private String entity;

    LoggedActivity(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      entity = entityOf(context.getInfo().getWorkflowId());
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      LogFields fields = LogFields.of().with(LogFields.ENTITY, entity);
      Object[] arguments = input.getArguments();
      switch (arguments.length == 0 ? null : arguments[0]) {
        case StepRequest step ->
            fields
                .with(LogFields.ENTITY, step.entityId())
                .with(LogFields.RUN, step.runId())
                .with(LogFields.NODE, step.nodeId());
        case JourneyFlush flush -> fields.with(LogFields.NODE, flush.state().nodeId());
        case PathFlush flush -> fields.with(LogFields.RUN, flush.input().runId());
        case null, default -> {}
      }
      return fields.during(() -> super.execute(input));
    }
  }

  /** The entity that the id of a journey or path names, or null. */
  static String entityOf(String workflowId) {
    if (workflowId == null) {
      return null;
    }
    String[] parts = workflowId.split("/", 3);
    boolean named = parts.length > 1 && (parts[0].equals("journey") || parts[0].equals("path"));
    return named
        ? JourneyContract.entityId(RunFamily.JOURNEY.workflowId(parts[1]))
            .map(Object::toString)
            .orElse(null)
        : null;
  }
}
