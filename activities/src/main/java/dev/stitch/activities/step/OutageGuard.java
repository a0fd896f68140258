package dev.stitch.activities.step;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;

/**
 * Has every activity that met a failure of our own parts done again soon, as {@link Infrastructure}
 * says. Left to the server's policy, an activity that failed through minutes of an outage would be
 * made again that much later, and its failure would carry the database's message into history.
 */
public final class OutageGuard extends WorkerInterceptorBase {

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new GuardedActivity(next);
  }

  private static final class GuardedActivity extends ActivityInboundCallsInterceptorBase {

    private ActivityExecutionContext activity;

    GuardedActivity(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      activity = context;
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      try {
        return super.execute(input);
      } catch (RuntimeException e) {
        throw Infrastructure.failed(e)
            ? Infrastructure.again(e, activity.getInfo().getAttempt())
            : e;
      }
    }
  }
}
