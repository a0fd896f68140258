package dev.stitch.driver;

import dev.stitch.model.FailureCode;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.StepActivities;
import dev.stitch.port.StepRequest;
import dev.stitch.port.StepResult;
import dev.stitch.step.StepOutcome;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** Starts and cancels the regular activities of one workflow, and passes their results on. */
public final class RemoteSteps {

  /** One attempt of a step that names no timeout of its own. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

  /**
   * What an attempt gets beyond its time. The worker keeps the time and answers that it is up; it
   * needs these seconds when the database is away just then. A worker that is silent longer is
   * taken for lost.
   */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Longest silence of a worker before its steps are tried elsewhere. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  /**
   * Activities at once of one workflow. The server takes 2,000 pending ones, and 4 MiB in one
   * answer to a workflow task; a request carries up to 8 KiB of variables.
   */
  private static final int AT_ONCE = 100;

  private final boolean bounded;
  private final Map<String, CancellationScope> inFlight = new HashMap<>();
  private final SequencedMap<String, Runnable> waiting = new LinkedHashMap<>();

  /**
   * @param bounded false starts each at once, as workflows did that began under the first rules
   */
  public RemoteSteps(boolean bounded) {
    this.bounded = bounded;
  }

  /**
   * Starts a step, at once or when others have ended.
   *
   * @param key names it for {@link #cancel}
   * @param ended is given its result, unless the step is cancelled before
   */
  public void start(
      String key, PathPlan.Step step, StepRequest request, Consumer<StepResult> ended) {
    waiting.put(key, () -> begin(key, step, step.taskQueue(), request, ended));
    beginWhatMay();
  }

  private void beginWhatMay() {
    while (!waiting.isEmpty() && (!bounded || inFlight.size() < AT_ONCE)) {
      waiting.pollFirstEntry().getValue().run();
    }
  }

  private void begin(
      String key,
      PathPlan.Step step,
      String taskQueue,
      StepRequest request,
      Consumer<StepResult> ended) {
    StepActivities activities =
        Workflow.newActivityStub(StepActivities.class, options(step, taskQueue));
    CancellationScope scope =
        Workflow.newCancellationScope(
            () ->
                Async.function(activities::execute, request)
                    .handle(
                        (result, failure) -> {
                          if (inFlight.remove(key) == null) {
                            return null;
                          }
                          if (failure == null
                              && result.outcome() instanceof StepOutcome.Elsewhere elsewhere) {
                            begin(key, step, elsewhere.taskQueue(), request, ended);
                          } else {
                            ended.accept(failure == null ? result : failed(failure));
                            beginWhatMay();
                          }
                          return null;
                        }));
    inFlight.put(key, scope);
    scope.run();
  }

  /** Cancels a step, whose result is dropped. */
  public void cancel(String key) {
    waiting.remove(key);
    CancellationScope scope = inFlight.remove(key);
    if (scope != null) {
      scope.cancel();
      beginWhatMay();
    }
  }

  public boolean none() {
    return inFlight.isEmpty() && waiting.isEmpty();
  }

  /** How long one attempt of a step may take. */
  public static Duration timeout(PathPlan.Step step) {
    return step.timeout() == null ? DEFAULT_TIMEOUT : step.timeout();
  }

  /**
   * The server tries for ever: it cannot tell a step that failed from a worker or a database that
   * was away. The worker counts the attempts that are the step's own, and fails the activity for
   * good after the last.
   */
  private static ActivityOptions options(PathPlan.Step step, String taskQueue) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(taskQueue)
        .setStartToCloseTimeout(timeout(step).plus(GRACE))
        // The worker says for every running step that it is alive; one that was killed is noticed.
        .setHeartbeatTimeout(HEARTBEAT)
        // The path goes on at once; an effect under way is settled by its ledger.
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .setRetryOptions(
            RetryOptions.newBuilder()
                // After a worker that was lost; whatever fails names its own pause.
                .setInitialInterval(Duration.ofSeconds(1))
                .setMaximumInterval(Duration.ofSeconds(10))
                .build())
        .setSummary(step.type() + " " + step.id())
        .build();
  }

  private static StepResult failed(RuntimeException failure) {
    Throwable cause = failure instanceof ActivityFailure ? failure.getCause() : failure;
    return switch (cause) {
      case ApplicationFailure application -> {
        int attempt = application.getDetails().getSize() == 0 ? 1 : attempt(application);
        yield new StepResult(
            new StepOutcome.Failed(
                new StepFailure(code(application.getType()), application.getOriginalMessage())),
            attempt);
      }
      case TimeoutFailure timeout ->
          new StepResult(
              new StepOutcome.Failed(
                  new StepFailure(FailureCode.TIMEOUT, "the step took longer than it may")),
              1);
      case null, default ->
          new StepResult(
              new StepOutcome.Failed(new StepFailure(FailureCode.INTERNAL, String.valueOf(cause))),
              1);
    };
  }

  private static int attempt(ApplicationFailure failure) {
    Integer attempt = failure.getDetails().get(0, Integer.class);
    return attempt == null ? 1 : attempt;
  }

  private static FailureCode code(String type) {
    for (FailureCode code : FailureCode.values()) {
      if (code.name().equals(type)) {
        return code;
      }
    }
    return FailureCode.INTERNAL;
  }
}
