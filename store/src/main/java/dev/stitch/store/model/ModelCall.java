package dev.stitch.store.model;

import java.util.UUID;

/**
 * A call of a model, as far as it is known what it used.
 *
 * @param attempt of the step that made it
 * @param usage its tokens written to a cache are those for five minutes and those for an hour
 * @param cacheWrite1hTokens those for an hour
 */
public record ModelCall(
    UUID runId, String nodeId, int attempt, ModelUsage usage, long cacheWrite1hTokens) {

  /** A call that kept nothing for an hour. */
  public ModelCall(UUID runId, String nodeId, int attempt, ModelUsage usage) {
    this(runId, nodeId, attempt, usage, 0);
  }
}
