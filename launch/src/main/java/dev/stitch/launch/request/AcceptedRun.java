package dev.stitch.launch.request;

import dev.stitch.launch.Launch;
import java.util.UUID;

/**
 * A run whose row is written.
 *
 * @param launch how to start it once the row is committed
 */
public record AcceptedRun(UUID runId, Launch launch) {}
