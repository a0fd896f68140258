package dev.stitch.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.evaluation.PathOwner;
import dev.stitch.machine.PathState;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A step with nothing but its plan and its variables: whoever asks it for a service fails. */
record PureStep(
    PathPlan.Step step, PathState path, PathOwner owner, ObjectNode variables, Instant now)
    implements StepContext {

  @Override
  public UUID runId() {
    return path.runId();
  }

  @Override
  public Optional<UUID> entityId() {
    return Optional.ofNullable(owner.entityId());
  }

  @Override
  public Optional<UUID> contactId() {
    return Optional.ofNullable(owner.contactId());
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public int execution() {
    return path.execution();
  }

  @Override
  public String effectKey() {
    return owner.firstRunId() + "/" + step.id() + "/" + execution();
  }

  @Override
  public <T> T service(Class<T> type) {
    throw new IllegalStateException("a simulated step has no " + type.getSimpleName());
  }

  @Override
  public void heartbeat() {
    // Nobody listens.
  }
}
