package dev.stitch.store.flow;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;

/**
 * How a flow goes: the journeys of a business flow, the runs of a system flow.
 *
 * @param started how many have begun, ever
 * @param live those of them that have not ended
 * @param failed runs that failed, or journeys that are blocked now
 * @param lastStartedAt when the newest began, null before the first
 */
public record FlowFigures(long started, long live, long failed, @Nullable Instant lastStartedAt) {

  static final FlowFigures NONE = new FlowFigures(0, 0, 0, null);
}
