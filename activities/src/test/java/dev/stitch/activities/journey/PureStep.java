package dev.stitch.activities.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.StepException;
import dev.stitch.model.StepFailure;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepTypes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A step that is carried out with nothing but its plan and its variables. */
record PureStep(PathPlan.Step step, UUID runId, int execution, ObjectNode variables, Instant now)
    implements StepContext {

  StepOutcome execute() {
    try {
      return StepTypes.find(step.type()).orElseThrow().execute(this);
    } catch (StepException e) {
      return new StepOutcome.Failed(new StepFailure(e.code(), e.getMessage()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<UUID> entityId() {
    return Optional.empty();
  }

  @Override
  public Optional<UUID> contactId() {
    return Optional.empty();
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public String effectKey() {
    return runId + "/" + step.id() + "/" + execution;
  }

  @Override
  public <T> T service(Class<T> type) {
    throw new IllegalStateException("a pure step has no services");
  }

  @Override
  public void heartbeat() {}
}
