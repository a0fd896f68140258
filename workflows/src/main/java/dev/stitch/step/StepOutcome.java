package dev.stitch.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepFailure;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What carrying out a step came to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepOutcome.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = StepOutcome.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = StepOutcome.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = StepOutcome.Elsewhere.class, name = "elsewhere")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface StepOutcome {

  /**
   * The step is done.
   *
   * @param output what later steps see as {@code steps.<id>.output}, or null
   * @param branch the branch taken, or null for the ordinary way out
   * @param metadata changes to the entity's metadata by dotted path, or null
   */
  record Completed(@Nullable JsonNode output, @Nullable String branch, @Nullable JsonNode metadata)
      implements StepOutcome {}

  /** The step waits. */
  record Waiting(Wait on) implements StepOutcome {
    public Waiting {
      Objects.requireNonNull(on, "on");
    }
  }

  /** The step failed for good. */
  record Failed(StepFailure failure) implements StepOutcome {
    public Failed {
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * Nothing was done: what the step needs is at other workers. The driver asks them next; no
   * machine is told of it.
   *
   * @param taskQueue the queue that those workers poll
   */
  record Elsewhere(String taskQueue) implements StepOutcome {
    public Elsewhere {
      Objects.requireNonNull(taskQueue, "taskQueue");
    }
  }

  static Completed completed(@Nullable JsonNode output) {
    return new Completed(output, null, null);
  }

  static Completed branch(String branch, JsonNode output) {
    return new Completed(output, branch, null);
  }
}
