package dev.stitch.activities.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.json.StorableJson;
import dev.stitch.step.StepContext;
import dev.stitch.store.projection.ProjectedStreamEvent;
import dev.stitch.store.projection.ProjectionRepository;
import dev.stitch.store.projection.StreamNotifier;
import dev.stitch.store.run.RunRepository;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells of texts that steps write, as events {@code text-delta} of their runs. */
@Singleton
class TextDeltas {

  static final String EVENT = "text-delta";

  private final RunRepository runs;
  private final ProjectionRepository stream;
  private final StreamNotifier notifier;
  private final Clock clock = Clock.systemUTC();

  TextDeltas(RunRepository runs, ProjectionRepository stream, StreamNotifier notifier) {
    this.runs = runs;
    this.stream = stream;
    this.notifier = notifier;
  }

  /** Takes the pieces of a step's text, in order; for one thread at a time. */
  Consumer<String> of(StepContext context) {
    return of(
        context.runId(), context.entityId().orElse(null), context.step().id(), context.attempt());
  }

  /** The same for what is no step of a graph. */
  Consumer<String> of(UUID runId, @Nullable UUID entityId, String nodeId, int attempt) {
    return new Text(runId, entityId, head(runId, nodeId, attempt));
  }

  private void tell(@Nullable UUID entityId, UUID runId, JsonNode data) {
    stream.append(
        List.of(new ProjectedStreamEvent(entityId, runId, EVENT, StorableJson.withoutNul(data))));
    notifier.streamGrew();
  }

  /** One text; another attempt begins another one, from offset 0. */
  private final class Text implements Consumer<String> {

    private final UUID runId;
    private final @Nullable UUID entityId;
    private final ObjectNode head;
    private long offset;

    Text(UUID runId, @Nullable UUID entityId, ObjectNode head) {
      this.runId = runId;
      this.entityId = entityId;
      this.head = head;
    }

    @Override
    public void accept(String piece) {
      ObjectNode data = head.deepCopy();
      data.put("output", piece);
      data.putNull("error");
      data.put("offset", offset);
      data.put("at", clock.instant().toString());
      offset += piece.length();
      tell(entityId, runId, data);
    }
  }

  /** The step's row is there before the step is carried out. */
  private ObjectNode head(UUID runId, String nodeId, int attempt) {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("runId", runId.toString());
    runs.stepOf(runId, nodeId)
        .ifPresentOrElse(
            step -> head.put("stepId", step.id().toString()).put("stepIndex", step.index()),
            () -> head.putNull("stepId").putNull("stepIndex"));
    return head.put("nodeId", nodeId).put("status", "running").put("attempt", attempt);
  }
}
