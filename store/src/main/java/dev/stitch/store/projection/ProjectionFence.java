package dev.stitch.store.projection;

/**
 * Orders the flushes of one owner: by the time of the workflow task, then the length of the
 * workflow's history, then the number of the flush.
 *
 * @param taskTime milliseconds since 1970
 * @param runStart start of the workflow's run in milliseconds since 1970: servers of the version
 *     before order by it instead of the task's time
 */
public record ProjectionFence(long taskTime, long runStart, long history, long flush) {}
