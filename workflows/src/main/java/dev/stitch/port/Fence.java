package dev.stitch.port;

/**
 * Orders the projections of one owner: by the time of the workflow task, then by the length of the
 * history, then by the number of the flush. A worker that froze, or a workflow task that was lost,
 * may write late; the store ignores a flush whose fence is older than the last one it took.
 *
 * <p>The time leads because it rises over everything that makes a history shorter: a
 * continue-as-new, and a reset in the Temporal Web UI, which keeps the start of the run.
 *
 * @param taskTime when the workflow task began, in milliseconds since 1970 on Temporal's clock
 * @param runStart start of the workflow's run, in milliseconds since 1970; servers of the version
 *     before, which may run beside these, order by it
 * @param history length of its history
 * @param flush number of the flush within the run
 */
public record Fence(long taskTime, long runStart, long history, long flush) {}
