package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The context of a step while it runs; reads the contact at most once, when it is asked for. */
final class RunningStep implements StepContext {

  private final StepWork work;
  private final StepServices services;
  private final ContactSnapshot contacts;
  private final LargeOutputs outputs;
  private final Runnable heartbeat;
  private ObjectNode variables;

  RunningStep(
      StepWork work,
      StepServices services,
      ContactSnapshot contacts,
      LargeOutputs outputs,
      Runnable heartbeat) {
    this.work = work;
    this.services = services;
    this.contacts = contacts;
    this.outputs = outputs;
    this.heartbeat = heartbeat;
  }

  @Override
  public PathPlan.Step step() {
    return work.step();
  }

  @Override
  public UUID runId() {
    return work.runId();
  }

  @Override
  public Optional<UUID> entityId() {
    return Optional.ofNullable(work.entityId());
  }

  @Override
  public Optional<UUID> contactId() {
    return Optional.ofNullable(work.contactId());
  }

  @Override
  public Instant now() {
    return work.now();
  }

  @Override
  public int attempt() {
    return work.attempt();
  }

  @Override
  public int execution() {
    return work.execution();
  }

  @Override
  public String effectKey() {
    return work.firstRunId() + "/" + work.step().id() + "/" + work.execution();
  }

  @Override
  public ObjectNode variables() {
    if (variables == null) {
      ObjectNode all = outputs.resolved(work.variables());
      all.set("contact", contacts.of(work.contactId()));
      all.put("now", work.now().toString());
      variables = all;
    }
    return variables;
  }

  @Override
  public <T> T service(Class<T> type) {
    return services.get(type);
  }

  @Override
  public void heartbeat() {
    heartbeat.run();
  }
}
