package dev.stitch.graph;

import org.jspecify.annotations.Nullable;

/**
 * One finding of validation; the message names the node and the fix.
 *
 * @param nodeId the node it is about, or null
 * @param edgeId the edge it is about, or null
 * @param field path inside the node's data, e.g. {@code data.expression}, or null
 */
public record GraphProblem(
    @Nullable String nodeId, @Nullable String edgeId, @Nullable String field, String message) {}
