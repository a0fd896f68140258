package dev.stitch.bulk;

import dev.stitch.port.BulkActivities.Progress;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk operation begins with.
 *
 * @param after the last entity that an earlier run of this workflow has dealt with, or null
 * @param progress what earlier runs of this workflow did
 * @param paused whether an earlier run was paused when it continued as new
 */
public record BulkArguments(
    UUID operationId, @Nullable UUID after, Progress progress, boolean paused) {
  public BulkArguments {
    Objects.requireNonNull(operationId, "operationId");
    progress = progress == null ? Progress.NONE : progress;
  }

  /** A fresh operation. */
  public static BulkArguments of(UUID operationId) {
    return new BulkArguments(operationId, null, Progress.NONE, false);
  }
}
