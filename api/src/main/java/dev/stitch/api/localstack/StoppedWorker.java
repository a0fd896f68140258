package dev.stitch.api.localstack;

import java.time.Instant;

/**
 * A worker that was stopped.
 *
 * @param pid the process that is gone
 * @param stoppedAt when it was
 */
record StoppedWorker(long pid, Instant stoppedAt) {}
