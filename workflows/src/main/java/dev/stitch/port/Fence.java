package dev.stitch.port;

/**
 * Orders the projections of one owner. A worker that froze, or a workflow task that was lost, may
 * write late; the store ignores a flush whose fence is older than the last one it took.
 *
 * @param runStart start of the workflow's run, in milliseconds since 1970
 * @param history length of its history
 * @param flush number of the flush within the run
 */
public record Fence(long runStart, long history, long flush) {}
