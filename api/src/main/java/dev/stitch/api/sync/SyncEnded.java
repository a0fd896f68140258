package dev.stitch.api.sync;

import dev.stitch.api.run.RunView;

/**
 * A sync that ended while its client waited.
 *
 * @param syncResult what it had read until its end, however it ended
 */
public record SyncEnded(RunView workflowRun, SyncResult syncResult) {}
