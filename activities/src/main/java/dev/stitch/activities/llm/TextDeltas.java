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
    return new Text(context);
  }

  private void tell(@Nullable UUID entityId, UUID runId, JsonNode data) {
    stream.append(
        List.of(new ProjectedStreamEvent(entityId, runId, EVENT, StorableJson.withoutNul(data))));
    notifier.streamGrew();
  }

  /** One text; another attempt begins another one, from offset 0. */
  private final class Text implements Consumer<String> {

    private final StepContext context;
    private final ObjectNode head;
    private long offset;

    Text(StepContext context) {
      this.context = context;
      this.head = head(context);
    }

    @Override
    public void accept(String piece) {
      ObjectNode data = head.deepCopy();
      data.put("output", piece);
      data.putNull("error");
      data.put("offset", offset);
      data.put("at", clock.instant().toString());
      offset += piece.length();
      tell(context.entityId().orElse(null), context.runId(), data);
    }

    /** The step's row is there before the step is carried out. */
    private ObjectNode head(StepContext context) {
      ObjectNode head = JsonNodeFactory.instance.objectNode();
      head.put("runId", context.runId().toString());
      runs.stepOf(context.runId(), context.step().id())
          .ifPresentOrElse(
              step -> head.put("stepId", step.id().toString()).put("stepIndex", step.index()),
              () -> head.putNull("stepId").putNull("stepIndex"));
      return head.put("nodeId", context.step().id())
          .put("status", "running")
          .put("attempt", context.attempt());
    }
  }
}
