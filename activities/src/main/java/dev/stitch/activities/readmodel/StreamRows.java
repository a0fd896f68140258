package dev.stitch.activities.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.projection.ProjectedEvent;
import dev.stitch.store.projection.ProjectedStep;
import dev.stitch.store.projection.ProjectedStreamEvent;
import dev.stitch.store.projection.RunProgress;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Server-sent events of what was projected. */
public final class StreamRows {

  private StreamRows() {}

  static ProjectedStreamEvent ofEvent(UUID entityId, ProjectedEvent event) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("entityId", entityId.toString());
    data.put("seq", event.seq());
    data.put("type", event.type());
    data.put("fromNode", event.fromNode());
    data.put("toNode", event.toNode());
    data.put("runId", text(event.runId()));
    data.put("actor", event.actor());
    data.set("detail", event.detail());
    data.put("at", event.at().toString());
    // A run's own stream tells of its steps; the journey's events belong to the entity.
    return new ProjectedStreamEvent(entityId, null, event.type(), data);
  }

  /**
   * What a flush tells of one run, in the order in which it happened: a run goes on before its
   * steps do and ends after them. A run that began and ended within the flush is told to have run.
   *
   * @param before the status that was told last, or null when none was
   * @param steps those of this run
   * @param at when a run changed that does not say so itself
   */
  static List<ProjectedStreamEvent> ofRun(
      UUID runId,
      @Nullable UUID entityId,
      RunProgress run,
      @Nullable String before,
      List<ProjectedStep> steps,
      Instant at) {
    List<ProjectedStreamEvent> rows = new ArrayList<>();
    boolean ended = run.completedAt() != null;
    boolean began = run.startedAt() != null && (before == null || before.equals("pending"));
    if (ended && began) {
      rows.add(ofStatus(runId, entityId, "running", run.startedAt(), null, null));
    }
    if (!ended && !run.status().equals(before)) {
      rows.add(ofStatus(runId, entityId, run.status(), at, null, null));
    }
    steps.forEach(step -> rows.add(ofStep(entityId, step)));
    if (ended && !run.status().equals(before)) {
      rows.add(
          ofStatus(
              runId, entityId, run.status(), run.completedAt(), run.result(), run.errors().get(0)));
    }
    return rows;
  }

  private static ProjectedStreamEvent ofStatus(
      UUID runId,
      @Nullable UUID entityId,
      String status,
      Instant at,
      @Nullable JsonNode output,
      @Nullable JsonNode error) {
    ObjectNode data = data(runId, status, at);
    data.putNull("stepId").putNull("stepIndex").putNull("nodeId");
    data.set("output", orNull(output));
    data.set("error", orNull(error));
    return new ProjectedStreamEvent(entityId, runId, "run-status", data);
  }

  /** What is told of one step as it now stands. */
  public static ProjectedStreamEvent ofStep(@Nullable UUID entityId, ProjectedStep step) {
    Instant at =
        step.durationMs() == null
            ? step.startedAt()
            : step.startedAt().plusMillis(step.durationMs());
    ObjectNode data = data(step.runId(), step.status(), at);
    data.put("stepId", step.id().toString());
    data.put("stepIndex", step.index());
    data.put("nodeId", step.nodeId());
    data.set("output", orNull(step.output()));
    data.set("error", orNull(step.error()));
    return new ProjectedStreamEvent(entityId, step.runId(), name(step.status()), data);
  }

  private static String name(String status) {
    return switch (status) {
      case "running" -> "step-start";
      case "failed" -> "step-failed";
      case "completed", "skipped", "cancelled" -> "step-complete";
      default -> "step-progress";
    };
  }

  private static ObjectNode data(UUID runId, String status, Instant at) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("runId", runId.toString())
        .put("status", status)
        .put("at", at.toString());
  }

  private static JsonNode orNull(@Nullable JsonNode json) {
    return json == null ? JsonNodeFactory.instance.nullNode() : json;
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
