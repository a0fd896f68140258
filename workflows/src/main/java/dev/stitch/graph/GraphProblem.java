package dev.stitch.graph;

/**
 * One finding of validation; the message names the node and the fix.
 *
 * @param nodeId the node it is about, or null
 * @param edgeId the edge it is about, or null
 * @param field path inside the node's data, e.g. {@code data.expression}, or null
 */
public record GraphProblem(String nodeId, String edgeId, String field, String message) {}
