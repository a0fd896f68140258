package dev.stitch.store.callback;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;

/**
 * What an outside worker answered.
 *
 * @param output what later steps see, or a reference to it when it is large
 * @param error why it failed, or null
 */
public record CallbackAnswer(Status status, @Nullable JsonNode output, @Nullable String error) {

  /** How the outside work came out. */
  public enum Status {
    COMPLETED,
    FAILED
  }
}
