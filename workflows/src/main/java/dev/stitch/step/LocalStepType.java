package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.graph.Durations;
import dev.stitch.graph.Locality;
import dev.stitch.port.TaskQueues;
import java.time.Instant;

/** What the built-in types have in common: they only compute, and are done at once. */
abstract class LocalStepType implements StepType {

  private final String id;
  private final String title;
  private final JsonNode schema;

  LocalStepType(String id, String title, String schema) {
    this.id = id;
    this.title = title;
    this.schema = ConfigSchema.of(schema);
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final JsonNode schema() {
    return schema;
  }

  @Override
  public final String taskQueue() {
    return TaskQueues.JOURNEYS;
  }

  @Override
  public final Locality locality() {
    return Locality.LOCAL;
  }

  /** A text of the config, or null when it is absent or blank. */
  static String text(JsonNode config, String field) {
    String text = config.path(field).textValue();
    return text == null || text.isBlank() ? null : text;
  }

  /** {@code now} plus the duration of a field, or null when it is absent. */
  static Instant after(StepContext context, String field) throws StepException {
    String duration = text(context.config(), field);
    if (duration == null) {
      return null;
    }
    try {
      return context.now().plus(Durations.parse(duration));
    } catch (IllegalArgumentException e) {
      throw new StepException(FailureCode.INVALID_CONFIG, field + ": " + e.getMessage(), e);
    }
  }
}
