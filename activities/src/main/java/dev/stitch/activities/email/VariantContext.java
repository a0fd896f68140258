package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.plan.PathPlan;
import dev.stitch.step.StepContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A step whose mail or direct message says what one of its variants says.
 *
 * @param name of the variant
 */
public record VariantContext(StepContext context, String name, JsonNode config)
    implements StepContext {

  @Override
  public PathPlan.Step step() {
    return context.step();
  }

  @Override
  public UUID runId() {
    return context.runId();
  }

  @Override
  public Optional<UUID> entityId() {
    return context.entityId();
  }

  @Override
  public Optional<UUID> contactId() {
    return context.contactId();
  }

  @Override
  public Instant now() {
    return context.now();
  }

  @Override
  public int attempt() {
    return context.attempt();
  }

  @Override
  public int execution() {
    return context.execution();
  }

  @Override
  public String effectKey() {
    return context.effectKey();
  }

  @Override
  public JsonNode variables() {
    return context.variables();
  }

  @Override
  public <T> T service(Class<T> type) {
    return context.service(type);
  }

  @Override
  public void heartbeat() {
    context.heartbeat();
  }
}
