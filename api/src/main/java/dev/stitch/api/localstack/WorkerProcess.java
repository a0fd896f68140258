package dev.stitch.api.localstack;

import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/**
 * The worker of a stack on one machine.
 *
 * @param pid the process that runs, or ran last; null before the first
 * @param startedAt when that process started
 * @param restarts how often it was started again since the stack came up
 */
@Schema(name = "LocalWorker")
public record WorkerProcess(
    State state, @Nullable Long pid, @Nullable Instant startedAt, int restarts) {

  /** What a worker is about. */
  @Schema(name = "LocalWorkerState")
  public enum State {
    /** It takes work. */
    RUNNING,
    /** The process is there and does not take work yet. */
    STARTING,
    /** There is no process; one is started soon. */
    STOPPED
  }
}
