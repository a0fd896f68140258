package dev.stitch.api.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.StepOutputRepository;
import dev.stitch.store.run.StepRow;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Outputs of steps: where a run's view has only a reference to a large one, the way to it. */
@Singleton
class StepOutputs {

  /** What a reference in a view has besides: the route that answers the output. */
  private static final String HREF = "href";

  private final RunViews runs;
  private final RunRepository repository;
  private final StepOutputRepository outputs;

  StepOutputs(RunViews runs, RunRepository repository, StepOutputRepository outputs) {
    this.runs = runs;
    this.repository = repository;
    this.outputs = outputs;
  }

  /**
   * The whole output of a step, however large.
   *
   * @throws ApiProblem 404 when there is no such run or step, or it has no output
   */
  JsonNode read(UUID runId, int stepIndex) {
    runs.require(runId);
    StepRow step =
        repository.steps(runId).stream()
            .filter(each -> each.stepIndex() == stepIndex)
            .findFirst()
            .orElseThrow(
                () -> ApiProblem.missing("Run " + runId + " has no step " + stepIndex + "."));
    return Optional.ofNullable(step.output())
        .flatMap(this::resolved)
        .orElseThrow(
            () ->
                ApiProblem.missing(
                    "Step %d of run %s is %s and has no output."
                        .formatted(stepIndex, runId, step.status())));
  }

  private Optional<JsonNode> resolved(JsonNode output) {
    return reference(output)
        .map(
            at ->
                outputs.read(
                    UUID.fromString(at.path("runId").textValue()),
                    at.path("nodeId").textValue(),
                    at.path("execution").intValue()))
        .orElse(Optional.of(output));
  }

  private static Optional<ObjectNode> reference(@Nullable JsonNode output) {
    return output != null
            && output.size() == 1
            && output.get(StepOutputRepository.REFERENCE) instanceof ObjectNode at
        ? Optional.of(at)
        : Optional.empty();
  }

  /** The steps with the way to each output that is kept apart. */
  static List<StepRow> linked(UUID runId, List<StepRow> steps) {
    return steps.stream()
        .map(
            step ->
                reference(step.output()).isPresent()
                    ? step.withOutput(linked(step.output(), runId, step.stepIndex()))
                    : step)
        .toList();
  }

  /** As {@link #linked(UUID, List)}, of a run's result: outputs by node. */
  static @Nullable JsonNode linkedResult(
      UUID runId, @Nullable JsonNode result, List<StepRow> steps) {
    if (!(result instanceof ObjectNode byNode)) {
      return result;
    }
    ObjectNode linked = byNode.objectNode();
    byNode
        .properties()
        .forEach(
            output ->
                linked.set(
                    output.getKey(),
                    reference(output.getValue()).isEmpty()
                        ? output.getValue()
                        : steps.stream()
                            .filter(step -> output.getKey().equals(step.nodeId()))
                            .reduce((earlier, later) -> later)
                            .map(step -> linked(output.getValue(), runId, step.stepIndex()))
                            .orElse(output.getValue())));
    return linked;
  }

  private static JsonNode linked(JsonNode output, UUID runId, int stepIndex) {
    ObjectNode copy = output.deepCopy();
    reference(copy)
        .orElseThrow()
        .put(HREF, "/api/workflows/" + runId + "/steps/" + stepIndex + "/output");
    return copy;
  }
}
