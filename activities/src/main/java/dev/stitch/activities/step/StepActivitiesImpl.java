package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.driver.RemoteSteps;
import dev.stitch.machine.PlanLookup;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.plan.PathPlan;
import dev.stitch.port.StepActivities;
import dev.stitch.port.StepRequest;
import dev.stitch.port.StepResult;
import dev.stitch.step.StepOutcome;
import dev.stitch.store.run.RunVariablesRepository;
import jakarta.inject.Singleton;

/** Remote steps, as regular activities. */
@Singleton
public class StepActivitiesImpl implements StepActivities {

  private final PlanLookup plans;
  private final StepRunner runner;
  private final PatientAttempts attempts;
  private final RunVariablesRepository kept;

  StepActivitiesImpl(
      PlanLookup plans, StepRunner runner, PatientAttempts attempts, RunVariablesRepository kept) {
    this.plans = plans;
    this.runner = runner;
    this.attempts = attempts;
    this.kept = kept;
  }

  @Override
  public StepResult execute(StepRequest request) {
    return attempts.make(
        attempt -> {
          PathPlan plan = plans.path(request.planHash());
          PathPlan.Step step = plan.step(request.nodeId()).orElseThrow();
          StepOutcome outcome =
              attempts.within(
                  attempt,
                  new PatientAttempts.Terms(
                      "the step type " + step.type(), step.retry(), RemoteSteps.timeout(step)),
                  () -> runner.run(work(request, plan, step, attempt), attempt::heartbeat));
          return new StepResult(outcome, attempt.number());
        });
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
}
