package dev.stitch.activities.effect;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import java.util.Objects;

/** What was found where an act would be seen of which nobody knew whether it happened. */
public sealed interface Evidence {

  /**
   * It is there.
   *
   * @param providerId what the other side calls it, or null
   * @param result as of an act that was answered
   */
  record Happened(@Nullable String providerId, JsonNode result) implements Evidence {
    public Happened {
      Objects.requireNonNull(result, "result");
    }
  }

  /** It is not there, and would be by now. */
  record Undone(String why) implements Evidence {
    public Undone {
      Objects.requireNonNull(why, "why");
    }
  }
}
