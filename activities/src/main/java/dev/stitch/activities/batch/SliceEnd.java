package dev.stitch.activities.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.StepFailure;
import dev.stitch.port.BatchActivities.Hold;
import io.micronaut.core.annotation.Nullable;

/** What a slice came to. */
public sealed interface SliceEnd {

  /** There is more to do, by the next slice. */
  record More() implements SliceEnd {}

  /** There is more to do, and not now. */
  record Held(Hold hold) implements SliceEnd {}

  /**
   * Nothing is left to do.
   *
   * @param result of the run, or null
   */
  record Finished(@Nullable JsonNode result) implements SliceEnd {}

  /** The run cannot go on. */
  record Failed(StepFailure failure) implements SliceEnd {}
}
