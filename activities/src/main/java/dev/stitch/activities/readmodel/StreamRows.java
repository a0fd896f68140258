package dev.stitch.activities.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.projection.JourneyEventRow;
import dev.stitch.store.projection.RunRow;
import dev.stitch.store.projection.StepRow;
import dev.stitch.store.projection.StreamRow;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/** Server-sent events of what was projected. */
final class StreamRows {

  private StreamRows() {}

  static StreamRow ofEvent(UUID entityId, JourneyEventRow event) {
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
    return new StreamRow(entityId, null, event.type(), data);
  }

  static StreamRow ofRun(RunRow run, Instant at) {
    ObjectNode data =
        data(run.id(), run.status(), run.completedAt() == null ? at : run.completedAt());
    data.putNull("stepId").putNull("stepIndex").putNull("nodeId");
    data.set("output", run.result());
    data.set("error", run.errors().isEmpty() ? null : run.errors().get(0));
    return new StreamRow(run.entityId(), run.id(), "run-status", data);
  }

  static StreamRow ofStep(@Nullable UUID entityId, StepRow step) {
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
    return new StreamRow(entityId, step.runId(), name(step.status()), data);
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
