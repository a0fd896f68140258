package dev.stitch.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.activities.step.ContactSnapshot;
import dev.stitch.activities.step.StepServices;
import dev.stitch.model.TaskQueues;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.plan.Retry;
import dev.stitch.step.StepContext;
import dev.stitch.store.Jsonb;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A tool call while it is carried out. To the services of steps it looks like a step, whose config
 * is the tool's own and whose variables hold what the model gave as {@code tool}: nothing that a
 * model writes is ever taken as a template or an expression.
 */
record ToolCallContext(
    StepServices services,
    Call call,
    PathPlan.Step step,
    Optional<UUID> contactId,
    ObjectNode variables)
    implements StepContext {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  /**
   * Which call it is.
   *
   * @param nodeId what steps, tasks and the ledger know it by
   * @param startedBy who started the run, or null
   */
  record Call(
      UUID runId,
      String nodeId,
      String tool,
      @Nullable UUID entityId,
      @Nullable String startedBy,
      Instant begunAt,
      int attempt,
      Runnable heartbeat) {}

  static ToolCallContext of(StepServices services, Call call) {
    return new ToolCallContext(
        services,
        call,
        step(call, Jsonb.object()),
        Optional.empty(),
        Jsonb.object().put("now", call.begunAt().toString()));
  }

  /** The same as a step of this config that sees {@code input} as {@code tool}. */
  ToolCallContext as(ObjectNode config, JsonNode input, Optional<UUID> contact) {
    ObjectNode seen = variables.deepCopy();
    seen.set("tool", input);
    seen.set("contact", services.get(ContactSnapshot.class).of(contact.orElse(null)));
    return new ToolCallContext(services, call, step(call, config), contact, seen);
  }

  private static PathPlan.Step step(Call call, JsonNode config) {
    return new PathPlan.Step(
        0,
        call.nodeId(),
        call.tool(),
        call.tool(),
        config,
        List.of(),
        List.of(),
        Retry.DEFAULT,
        LIMIT,
        OnError.FAIL,
        Locality.REMOTE,
        TaskQueues.EFFECTS,
        true);
  }

  @Override
  public UUID runId() {
    return call.runId();
  }

  @Override
  public Optional<UUID> entityId() {
    return Optional.ofNullable(call.entityId());
  }

  @Override
  public Instant now() {
    return call.begunAt();
  }

  @Override
  public int attempt() {
    return call.attempt();
  }

  @Override
  public int execution() {
    return 1;
  }

  @Override
  public String effectKey() {
    return call.runId() + "/" + call.nodeId() + "/1";
  }

  @Override
  public <T> T service(Class<T> type) {
    return services.get(type);
  }

  @Override
  public void heartbeat() {
    call.heartbeat().run();
  }
}
