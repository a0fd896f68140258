package dev.stitch.temporal;

import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.util.Arrays;
import java.util.Objects;

/**
 * Drops signals that no handler can take. A client of Temporal may send anything; a signal that
 * fails its handler would fail the workflow task, which Temporal tries again for ever. The SDK
 * itself drops what is no JSON of the argument's type.
 */
public final class SignalGuard extends WorkerInterceptorBase {

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new GuardedWorkflow(next);
  }

  private static final class GuardedWorkflow extends WorkflowInboundCallsInterceptorBase {

    GuardedWorkflow(WorkflowInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void handleSignal(SignalInput input) {
      if (Arrays.stream(input.getArguments()).anyMatch(Objects::isNull)) {
        dropped(input, "its argument is null");
        return;
      }
      try {
        super.handleSignal(input);
      } catch (TemporalFailure failure) {
        throw failure; // how the SDK tells of a cancellation
      } catch (RuntimeException hostile) {
        dropped(input, hostile.getClass().getSimpleName());
      }
    }

    private static void dropped(SignalInput input, String why) {
      Workflow.getLogger(SignalGuard.class)
          .warn("signal {} was dropped: {}", input.getSignalName(), why);
    }
  }
}
