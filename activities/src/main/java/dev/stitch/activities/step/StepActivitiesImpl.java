package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.graph.PathPlan;
import dev.stitch.machine.PlanLookup;
import dev.stitch.port.StepActivities;
import dev.stitch.port.StepRequest;
import dev.stitch.port.StepResult;
import dev.stitch.step.FailureCode;
import dev.stitch.step.StepException;
import dev.stitch.step.StepFailure;
import dev.stitch.store.run.RunVariablesRepository;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;

/** Remote steps, as regular activities. */
@Singleton
public class StepActivitiesImpl implements StepActivities {

  private final PlanLookup plans;
  private final StepRunner runner;
  private final Pulse pulse;
  private final RunVariablesRepository kept;

  StepActivitiesImpl(
      PlanLookup plans, StepRunner runner, Pulse pulse, RunVariablesRepository kept) {
    this.plans = plans;
    this.runner = runner;
    this.kept = kept;
    this.pulse = pulse;
  }

  @Override
  public StepResult execute(StepRequest request) {
    ActivityExecutionContext activity = Activity.getExecutionContext();
    int attempt = activity.getInfo().getAttempt();
    PathPlan.Step step = plans.path(request.planHash()).step(request.nodeId()).orElseThrow();
    try (Pulse.Beating beating = pulse.of(activity)) {
      StepWork work =
          new StepWork(
              step,
              request.runId(),
              request.firstRunId(),
              request.execution(),
              request.entityId(),
              request.contactId(),
              variables(request),
              request.now(),
              attempt);
      return new StepResult(runner.run(work, () -> activity.heartbeat(null)), attempt);
    } catch (StepException e) {
      throw failure(e, attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(
          new StepException(FailureCode.UNAVAILABLE, "the worker is shutting down"), attempt);
    }
  }

  private ObjectNode variables(StepRequest request) throws StepException {
    if (request.variablesAt() == null) {
      return request.variables() instanceof ObjectNode sent
          ? sent
          : JsonNodeFactory.instance.objectNode();
    }
    return kept.find(request.runId(), request.variablesAt())
        .orElseThrow(
            () -> new StepException(FailureCode.NOT_FOUND, "the run was deleted meanwhile"));
  }

  /** The code decides whether Temporal tries again; the message is what the run will show. */
  private static ApplicationFailure failure(StepException e, int attempt) {
    ApplicationFailure.Builder failure =
        ApplicationFailure.newBuilder()
            .setMessage(new StepFailure(e.code(), e.getMessage()).message())
            .setType(e.code().name())
            .setDetails(attempt)
            .setNonRetryable(!e.code().retryable());
    if (!e.code().retryable()) {
      // Expected, and told by the run: nothing that the worker's log should warn of.
      failure.setCategory(ApplicationErrorCategory.BENIGN);
    }
    e.retryAfter().ifPresent(failure::setNextRetryDelay);
    return failure.build();
  }
}
