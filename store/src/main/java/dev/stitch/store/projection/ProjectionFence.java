package dev.stitch.store.projection;

/**
 * Orders the flushes of one owner: by the start of the workflow's run, then the length of its
 * history, then the number of the flush.
 *
 * @param runStart milliseconds since 1970
 */
public record ProjectionFence(long runStart, long history, long flush) {}
