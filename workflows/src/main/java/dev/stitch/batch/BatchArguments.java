package dev.stitch.batch;

import dev.stitch.port.RunCaller;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a run begins with.
 *
 * @param work what its slices do, such as {@code x_contacts}
 * @param caller whoever is told of its end; null for nobody
 * @param carried where it stood when it continued as new; null at its beginning
 */
public record BatchArguments(
    UUID runId, String work, @Nullable RunCaller caller, @Nullable BatchState carried) {
  public BatchArguments {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(work, "work");
  }

  /** Of a run that begins. */
  public static BatchArguments of(UUID runId, String work) {
    return new BatchArguments(runId, work, null, null);
  }

  BatchArguments carrying(BatchState state) {
    return new BatchArguments(runId, work, caller, state);
  }
}
