package dev.stitch.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.JsonCodec;
import dev.stitch.plan.Locality;
import dev.stitch.plan.OnError;
import dev.stitch.plan.PathPlan;
import dev.stitch.plan.Retry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Carries out one step for a test, with real expressions and templates over given variables. */
public record TestContext(
    PathPlan.Step step, ObjectNode variables, UUID runId, Optional<UUID> entityId, Instant now)
    implements StepContext {

  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  /** A step of a type with this config, in a run with an entity and no other variables. */
  public static TestContext of(StepType type, String config) {
    PathPlan.Step step =
        new PathPlan.Step(
            0,
            "n",
            "A step",
            type.id(),
            json(config),
            List.of(),
            List.of(),
            Retry.DEFAULT,
            null,
            OnError.FAIL,
            Locality.LOCAL,
            type.taskQueue(),
            type.effect());
    return new TestContext(
        step,
        JsonCodec.MAPPER.createObjectNode(),
        new UUID(0, 1),
        Optional.of(new UUID(0, 2)),
        NOW);
  }

  public TestContext at(String instant) {
    return new TestContext(step, variables, runId, entityId, Instant.parse(instant));
  }

  public TestContext entity(UUID id) {
    return new TestContext(step, variables, runId, Optional.ofNullable(id), now);
  }

  public TestContext with(String name, String json) {
    ObjectNode more = variables.deepCopy();
    more.set(name, json(json));
    return new TestContext(step, more, runId, entityId, now);
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
  public int execution() {
    return 1;
  }

  @Override
  public String effectKey() {
    return runId + "/" + step.id() + "/1";
  }

  @Override
  public ObjectNode variables() {
    ObjectNode all = variables.deepCopy();
    all.put("now", now.toString());
    return all;
  }

  @Override
  public <T> T service(Class<T> type) {
    throw new IllegalStateException("no services here");
  }

  @Override
  public void heartbeat() {}

  private static JsonNode json(String text) {
    try {
      return JsonCodec.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
