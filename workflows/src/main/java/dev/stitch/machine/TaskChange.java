package dev.stitch.machine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A human task opened or closed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
  @JsonSubTypes.Type(value = TaskChange.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = TaskChange.Closed.class, name = "closed")
})
public sealed interface TaskChange {

  UUID taskId();

  Instant at();

  record Opened(OpenTask task, Instant at) implements TaskChange {
    @Override
    @JsonIgnore
    public UUID taskId() {
      return task.id();
    }
  }

  record Closed(
      UUID taskId,
      Closing closing,
      @Nullable String choice,
      @Nullable JsonNode answer,
      String actor,
      Instant at)
      implements TaskChange {}

  /** How a task was closed. */
  enum Closing {
    ANSWERED,
    /** Its time passed. */
    EXPIRED,
    /** What asked went away. */
    CANCELLED
  }
}
