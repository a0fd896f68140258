package dev.stitch.store.model;

import java.util.UUID;

/**
 * A call of a model, as far as it is known what it used.
 *
 * @param attempt of the step that made it
 */
public record ModelCall(UUID runId, String nodeId, int attempt, ModelUsage usage) {}
