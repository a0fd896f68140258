package dev.stitch.activities.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.run.StepOutputRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** Keeps large outputs out of workflow state: PostgreSQL holds them, state holds a reference. */
@Singleton
public class LargeOutputs {

  private final StepOutputRepository repository;

  LargeOutputs(StepOutputRepository repository) {
    this.repository = repository;
  }

  /** The output itself, or a reference to it when it is large. */
  @Nullable
  JsonNode fit(StepWork work, @Nullable JsonNode output) {
    return repository.fit(work.runId(), work.step().id(), work.execution(), output);
  }

  /** A copy of the variables in which references are replaced by what they stand for. */
  ObjectNode resolved(ObjectNode variables) {
    ObjectNode copy = variables.deepCopy();
    if (copy.get("steps") instanceof ObjectNode steps) {
      for (Map.Entry<String, JsonNode> entry : steps.properties()) {
        JsonNode reference = entry.getValue().path("output").path(StepOutputRepository.REFERENCE);
        if (reference.isObject() && entry.getValue() instanceof ObjectNode step) {
          step.set("output", read(reference));
        }
      }
    }
    return copy;
  }

  private JsonNode read(JsonNode reference) {
    return repository
        .read(
            UUID.fromString(reference.path("runId").asText()),
            reference.path("nodeId").asText(),
            reference.path("execution").asInt())
        .orElseGet(JsonNodeFactory.instance::nullNode);
  }
}
