package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.driver.RemoteSteps;
import dev.stitch.machine.PlanLookup;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.StepActivities;
import dev.stitch.port.StepRequest;
import dev.stitch.port.StepResult;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.run.RunVariablesRepository;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remote steps, as regular activities. */
@Singleton
public class StepActivitiesImpl implements StepActivities {

  private static final Logger LOG = LoggerFactory.getLogger(StepActivitiesImpl.class);

  private final PlanLookup plans;
  private final StepRunner runner;
  private final StepHeartbeats heartbeats;
  private final RunVariablesRepository kept;

  StepActivitiesImpl(
      PlanLookup plans, StepRunner runner, StepHeartbeats heartbeats, RunVariablesRepository kept) {
    this.plans = plans;
    this.runner = runner;
    this.kept = kept;
    this.heartbeats = heartbeats;
  }

  @Override
  public StepResult execute(StepRequest request) {
    StepAttempt attempt = StepAttempt.of(Activity.getExecutionContext());
    try (StepHeartbeats.Ending beating = heartbeats.beat(attempt::heartbeat)) {
      PathPlan plan = plans.path(request.planHash());
      PathPlan.Step step = plan.step(request.nodeId()).orElseThrow();
      return new StepResult(execute(request, plan, step, attempt), attempt.number());
    } catch (RuntimeException e) {
      if (Infrastructure.failed(e)) {
        attempt.count(false);
        throw Infrastructure.again(e, attempt.begun());
      }
      throw e;
    }
  }

  private StepOutcome execute(
      StepRequest request, PathPlan plan, PathPlan.Step step, StepAttempt attempt) {
    if (attempt.number() > step.retry().maxAttempts()) {
      // The last one did not heed that its time was up.
      throw failure(tooLong(), step, attempt);
    }
    try (StepHeartbeats.Ending limit = heartbeats.limit(attempt, RemoteSteps.timeout(step))) {
      return runner.run(work(request, plan, step, attempt), attempt::heartbeat);
    } catch (StepException e) {
      throw failure(attempt.late() && e.code().retryable() ? tooLong() : e, step, attempt);
    } catch (InterruptedException e) {
      if (attempt.late()) {
        throw failure(tooLong(), step, attempt);
      }
      Thread.currentThread().interrupt();
      throw Infrastructure.again(e, attempt.begun());
    } catch (RuntimeException e) {
      if (Infrastructure.failed(e) || e instanceof ActivityCompletionException) {
        throw e;
      }
      LOG.error("step type {} failed on node {}", step.type(), step.id(), e);
      throw failure(attempt.late() ? tooLong() : defect(step), step, attempt);
    }
  }

  private StepWork work(StepRequest request, PathPlan plan, PathPlan.Step step, StepAttempt attempt)
      throws StepException {
    return new StepWork(
        plan,
        step,
        request.runId(),
        request.firstRunId(),
        request.execution(),
        request.entityId(),
        request.contactId(),
        variables(request),
        request.now(),
        attempt.number());
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

  private static StepException tooLong() {
    return new StepException(FailureCode.TIMEOUT, "the step took longer than it may");
  }

  private static StepException defect(PathPlan.Step step) {
    return new StepException(
        FailureCode.INTERNAL, "the step type " + step.type() + " has a defect");
  }

  /** An attempt of the step's own has failed; the message is what the run will show. */
  private static ApplicationFailure failure(
      StepException e, PathPlan.Step step, StepAttempt attempt) {
    boolean again = e.code().retryable() && attempt.number() < step.retry().maxAttempts();
    ApplicationFailure.Builder failure =
        ApplicationFailure.newBuilder()
            .setMessage(new StepFailure(e.code(), e.getMessage()).message())
            .setType(e.code().name())
            .setDetails(Math.min(attempt.number(), step.retry().maxAttempts()))
            .setNonRetryable(!again);
    if (!e.code().retryable()) {
      // Expected, and told by the run: nothing that the worker's log should warn of.
      failure.setCategory(ApplicationErrorCategory.BENIGN);
    }
    if (again) {
      attempt.count(true);
      failure.setNextRetryDelay(e.retryAfter().orElse(attempt.pause(step.retry())));
    }
    return failure.build();
  }
}
