package dev.stitch.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.model.StepException;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.plan.Retry;
import dev.stitch.step.StepContext;
import dev.stitch.step.StepOutcome;
import dev.stitch.step.StepType;
import dev.stitch.step.StepTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One execution of a step outside any workflow: real expressions, templates and services, and the
 * step type as ServiceLoader finds it.
 *
 * @param effectKey the same for every attempt that is to count as a retry
 * @param timeout longest time of an attempt, or null for the type's own
 */
public record TestStep(
    StepServices services,
    String type,
    JsonNode config,
    Optional<UUID> entityId,
    Optional<UUID> contactId,
    UUID runId,
    String effectKey,
    Duration timeout,
    JsonNode variables)
    implements StepContext {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  /** A step of a direct run without entity or contact, with an effect key of its own. */
  public static TestStep of(StepServices services, String type, String config) {
    UUID run = UUID.randomUUID();
    ObjectNode variables = JsonNodeFactory.instance.objectNode().put("now", NOW.toString());
    return new TestStep(
        services,
        type,
        json(config),
        Optional.empty(),
        Optional.empty(),
        run,
        run + "/node/1",
        null,
        variables);
  }

  /** The same with a contact, and an entity when {@code entity} is not null. */
  public TestStep about(UUID entity, UUID contact) {
    return new TestStep(
        services,
        type,
        config,
        Optional.ofNullable(entity),
        Optional.of(contact),
        runId,
        effectKey,
        timeout,
        variables);
  }

  /** The same with one of the variables set, e.g. {@code input}. */
  public TestStep with(String name, String json) {
    ObjectNode changed = variables.deepCopy();
    changed.set(name, json(json));
    return new TestStep(
        services, type, config, entityId, contactId, runId, effectKey, timeout, changed);
  }

  /** The same with a limit of its own. */
  public TestStep within(Duration limit) {
    return new TestStep(
        services, type, config, entityId, contactId, runId, effectKey, limit, variables);
  }

  /** The same with another effect key. */
  public TestStep under(String key) {
    return new TestStep(
        services, type, config, entityId, contactId, runId, key, timeout, variables);
  }

  /** The next execution in the same run: another effect. */
  public TestStep again(String newConfig) {
    return new TestStep(
        services,
        type,
        json(newConfig),
        entityId,
        contactId,
        runId,
        runId + "/" + UUID.randomUUID(),
        timeout,
        variables);
  }

  /** Carries the step out once and answers its output. */
  public JsonNode run() throws StepException, InterruptedException {
    StepType stepType = StepTypes.find(type).orElseThrow();
    return ((StepOutcome.Completed) stepType.execute(this)).output();
  }

  @Override
  public PathPlan.Step step() {
    return new PathPlan.Step(
        0,
        "node",
        "Node",
        type,
        config,
        List.of(),
        List.of(),
        Retry.DEFAULT,
        timeout,
        OnError.FAIL,
        Locality.REMOTE,
        "queue",
        true);
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public int execution() {
    return 1;
  }

  @Override
  public <T> T service(Class<T> service) {
    return services.get(service);
  }

  @Override
  public void heartbeat() {
    // Nobody listens outside a workflow.
  }

  private static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
