package dev.stitch.machine;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A direct run of an entity: no path of its stage, yet paused, cancelled and told of events with
 * it.
 *
 * @param uxNodeId the UX node that it was started for, or null
 */
public record GuestRun(UUID runId, UUID systemFlowId, @Nullable String uxNodeId) {
  public GuestRun {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(systemFlowId, "systemFlowId");
  }
}
