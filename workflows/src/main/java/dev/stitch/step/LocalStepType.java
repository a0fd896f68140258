package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.Durations;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.model.TaskQueues;
import dev.stitch.plan.Locality;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A type whose steps are done within two seconds: they share one local activity with what comes
 * before and after them.
 */
public abstract class LocalStepType extends DescribedStepType {

  /**
   * @param schema JSON Schema of the config, as JSON
   */
  protected LocalStepType(String id, String title, String schema) {
    super(id, title, schema, TaskQueues.JOURNEYS);
  }

  @Override
  public final Locality locality() {
    return Locality.LOCAL;
  }

  /** A text of the config, or null when it is absent or blank. */
  static @Nullable String text(JsonNode config, String field) {
    String text = config.path(field).textValue();
    return text == null || text.isBlank() ? null : text;
  }

  /** {@code now} plus the duration of a field, or null when it is absent. */
  static @Nullable Instant after(StepContext context, String field) throws StepException {
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
